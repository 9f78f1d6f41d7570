/** Runs inside the page: what a picture must keep. Returns the sentences of what it does not. */
export function checkPage({ leastTextPixels, leastFigurePixels, leastContrast }) {
  const faults = [];
  const unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  const say = (rule, element, detail) => {
    const words = element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40);
    const home = element.closest('[data-panel]')?.dataset.panel ?? element.className ?? element.tagName;
    faults.push(`${rule}: "${words}" in ${home}: ${detail}`);
  };

  // What lies under an open dialog is not read now.
  const top = document.querySelector('dialog:modal') ?? document.body;
  const panels = [...top.querySelectorAll('[data-panel], header')].filter(isShown);
  panels.forEach((panel, index) => panels.slice(index + 1).forEach((other) => {
    if (panel.contains(other) || other.contains(panel)) return;
    // What scrolls goes on beneath a bar that stays: that is no overlap of a layout.
    if ([panel, other].some((one) => getComputedStyle(one).position === 'sticky')) return;
    if (meet(panel.getBoundingClientRect(), other.getBoundingClientRect())) {
      say('panels intersect', panel, `with ${other.dataset.panel ?? other.tagName}`);
    }
  }));

  for (const element of texts()) {
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    if (size < leastTextPixels * unit - 0.01) say('text too small', element, `${size} px`);
    const cut = whatCuts(element);
    if (cut) say('text cut', element, cut);
    const contrast = contrastOf(element, style);
    if (contrast < leastContrast) say('contrast', element, contrast.toFixed(2));
  }

  for (const figure of document.querySelectorAll('[data-role="key-figure"]')) {
    const size = parseFloat(getComputedStyle(figure).fontSize);
    if (size < leastFigurePixels * unit) say('key figure too small', figure, `${size} px`);
  }

  const scrolls = document.documentElement.scrollWidth > innerWidth + 1;
  if (scrolls) faults.push(`page wider than the screen: ${document.documentElement.scrollWidth} px`);
  const tofu = missingGlyphs();
  if (tofu.length > 0) faults.push(`missing glyphs: ${tofu.join(' ')}`);
  return faults;

  function texts() {
    return [...top.querySelectorAll('*')].filter((element) => {
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
      return own && isShown(element) && !element.closest('.only-read-aloud, .skip, option, script, style');
    });
  }

  function isShown(element) {
    const rect = element.getBoundingClientRect();
    return rect.width > 0 && rect.height > 0 && element.checkVisibility({ visibilityProperty: true })
      && rect.right > 0 && rect.bottom > 0 && rect.left < innerWidth && rect.top < innerHeight;
  }

  function meet(a, b) {
    return a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;
  }

  // Cut by its own box, or by a box around it that hides what runs over. Scrolled lists and rows left out are not cut.
  function whatCuts(element) {
    const style = getComputedStyle(element);
    const hides = style.overflowX !== 'visible';
    if (hides && element.scrollWidth > element.clientWidth + 1) {
      return `${element.scrollWidth} px in ${element.clientWidth} px`;
    }

    const range = document.createRange();
    range.selectNodeContents(element);
    const rect = range.getBoundingClientRect();
    let scrolled = false;
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      const boxStyle = getComputedStyle(box);
      const scrolls = /auto|scroll/.test(boxStyle.overflowY + boxStyle.overflowX);
      if (boxStyle.overflowX === 'visible' && boxStyle.overflowY === 'visible') continue;
      const around = box.getBoundingClientRect();
      // A strip that is pushed aside; lists that scroll downwards must not hide anything at their side.
      const isStrip = /auto|scroll/.test(boxStyle.overflowX) && box.scrollWidth > box.clientWidth + 1
        && box.scrollHeight <= box.clientHeight + 1;
      if (isStrip) return null;
      const out = rect.right <= around.left + 1 || rect.left >= around.right - 1
        || rect.bottom <= around.top + 1 || rect.top >= around.bottom - 1;
      if (out) return null;
      if (rect.left < around.left - 1.5 || rect.right > around.right + 1.5) return 'runs out at the side';
      const lip = (rect.bottom - rect.top) * 0.2;
      scrolled ||= scrolls;
      if (!scrolled && (rect.top < around.top - lip || rect.bottom > around.bottom + lip)) return 'runs out below';
    }

    return null;
  }

  function contrastOf(element, style) {
    const ink = parse(style.color);
    if (ink === null) return 21;
    const grounds = groundsOf(element);
    return Math.min(...grounds.map((ground) => ratio(over(ink, ground), ground)));
  }

  // Every colour that may lie behind: a gradient counts with each of its stops.
  function groundsOf(element) {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      const stops = style.backgroundImage.startsWith('linear-gradient')
        ? (style.backgroundImage.match(/(?:rgba?|color)\([^)]*\)/g) ?? []).map(parse).filter(Boolean) : [];
      const flat = parse(style.backgroundColor);
      const here = stops.length > 0 ? stops : flat && flat[3] > 0 ? [flat] : [];
      if (here.length === 0) continue;
      layers.push(here);
      if (here.every((color) => color[3] === 1)) break;
    }

    const night = document.documentElement.dataset.theme === 'night';
    // Behind a see-through label lies the map: its lightest tower by night, its darkest by day.
    let grounds = [night ? [181, 218, 247, 1] : [143, 165, 189, 1]];
    for (const layer of layers.reverse()) {
      grounds = layer.flatMap((color) => (color[3] === 1 ? [color] : grounds.map((ground) => over(color, ground))));
    }

    return grounds;
  }

  function parse(text) {
    const part = text.match(/^rgba?\(([^)]+)\)$/);
    if (part) {
      const [r, g, b, a = 1] = part[1].split(/[ ,/]+/).map(Number);
      return [r, g, b, a];
    }

    const mixed = text.match(/^color\(srgb ([^)]+)\)$/);
    if (!mixed) return null;
    const [r, g, b, a = 1] = mixed[1].split(/[ /]+/).map(Number);
    return [r * 255, g * 255, b * 255, a];
  }

  function over(top, below) {
    const a = top[3];
    return [0, 1, 2].map((i) => top[i] * a + below[i] * (1 - a)).concat(1);
  }

  function ratio(a, b) {
    const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  }

  function light(color) {
    const [r, g, b] = color.slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  // A glyph that looks like the box of a letter that no font has is missing.
  function missingGlyphs() {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [40, 40];
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    pen.font = `28px ${getComputedStyle(document.body).fontFamily}`;
    const picture = (letter) => {
      pen.clearRect(0, 0, 40, 40);
      pen.fillText(letter, 4, 30);
      return pen.getImageData(0, 0, 40, 40).data.join();
    };
    const box = picture('\u{10fffd}');
    const letters = new Set([...document.body.innerText].filter((letter) => letter.trim() !== ''));
    return [...letters].filter((letter) => picture(letter) === box);
  }
}
