import js from '@eslint/js';
import vue from 'eslint-plugin-vue';
import globals from 'globals';
import ts from 'typescript-eslint';

// wire → twin → map | panels → main; ui and words know none of them.
const nobody = (folders, why) => ({
  'no-restricted-imports': ['error', {
    patterns: [{ group: folders.flatMap((folder) => [`@/${folder}`, `@/${folder}/**`]), message: why }],
  }],
});

export default ts.config(
  { ignores: ['dist/', 'shots/', 'node_modules/', 'src/wire/contracts.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.{ts,vue,js,mjs}'],
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      'max-len': ['error', { code: 120, ignoreUrls: true }],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'prefer-const': 'error',
      'no-restricted-syntax': ['error', {
        selector: 'CallExpression[callee.name="watch"] > ArrowFunctionExpression[body.type=/^(ArrayExpression|TSAs)/]',
        message: 'A new list is another value each time; watch a list of sources: watch([() => a, () => b], …).',
      }],
    },
  },
  { files: ['**/*.ts'], rules: { 'no-undef': 'off' } },
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      'no-undef': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/multi-word-component-names': 'error',
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
    },
  },
  {
    files: ['src/wire/**'],
    rules: nobody(['twin', 'map', 'panels', 'ui', 'words', 'worker', 'desk'], 'wire leans on nothing'),
  },
  { files: ['src/twin/**'], rules: nobody(['map', 'panels', 'ui', 'worker', 'desk'], 'stores know no screen') },
  {
    files: ['src/map/**'],
    rules: nobody(['panels', 'worker', 'desk', 'wire'], 'the map is a function of store and view'),
  },
  { files: ['src/panels/**'], rules: nobody(['map', 'worker', 'desk', 'wire'], 'panels are functions of the store') },
  { files: ['src/ui/**'], rules: nobody(['twin', 'map', 'panels', 'worker', 'desk', 'wire'], 'ui knows no city word') },
  { files: ['src/worker/**'], rules: nobody(['panels', 'desk'], 'the worker page has its own screens') },
  { files: ['src/desk/**'], rules: nobody(['panels', 'worker', 'wire'], 'desks have their own screens') },
  {
    files: ['tools/**', 'mock/**', '*.config.{js,ts}'],
    languageOptions: { globals: { ...globals.node } },
    rules: { 'no-console': 'off' },
  },
);
