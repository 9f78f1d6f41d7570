import { randomUUID } from 'node:crypto';
import { City } from '../journey/city.mjs';
import { Screens } from '../journey/screens.mjs';

const boardFigures = ['reported', 'open', 'awaiting', 'handling', 'checking', 'closed'];

/** What each step changes on the board of the city, told by hand: the page may not count otherwise than people do. */
const changes = {
  report: { reported: 1, open: 1, awaiting: 1 },
  accept: { reported: 1, open: 1, handling: 1 },
  handle: { reported: 1, open: 1, checking: 1 },
  pass: { reported: 1, closed: 1 },
};

/** One case from its report to its end: two phones act, the cockpit's card sees each stage, its board each count. */
export async function close({ browser, url, city, count, fail, picture }) {
  const screens = await Screens.open(browser, url);
  const { grid, seats } = await city.quietSeats();
  const [root] = await city.pathOf(grid.id);
  const before = (await city.get(`/areas/${root.id}/board`)).board;
  const handler = await screens.phone('worker-1', seats[0], grid.parent);
  const checker = await screens.phone('worker-2', seats[1], grid.parent);
  const resident = new City(url, null);
  const { lng, lat } = grid.centre;
  const drill = `walk-${randomUUID().slice(0, 8)}`;
  const { caseId } = await resident.post('/reports', { class: 'E0102', lng, lat, text: '路边有暴露垃圾', drill });
  await screens.pulse(caseId);
  await screens.cockpit.evaluate((id) => document.querySelector(`[data-mark="${id}"]`).click(), caseId);
  const seen = async (step, stage) => {
    await screens.cockpit.waitForSelector(`[data-panel="card"] [data-case="${caseId}"][data-stage="${stage}"]`);
    for (const figure of boardFigures) {
      await screens.figureIs(figure, root.id, before[figure] + (changes[step][figure] ?? 0));
      count('figures');
    }

    const { board } = await city.get(`/areas/${root.id}/board`);
    const wrong = boardFigures.filter((figure) => board[figure] !== before[figure] + (changes[step][figure] ?? 0));
    if (wrong.length > 0) fail(`after ${step} the city itself says otherwise of ${wrong.join(', ')}`);
    count('stages');
  };

  await screens.task(handler, caseId, 'accept');
  await seen('report', 'AwaitAccept');
  await screens.act(handler, caseId, 'accept');
  await seen('accept', 'Handling');
  await screens.task(handler, caseId, 'arrive');
  await screens.act(handler, caseId, 'arrive');
  await screens.task(handler, caseId, 'handle');
  await screens.act(handler, caseId, 'handle', '已清运干净');
  await seen('handle', 'Checking');
  await screens.task(checker, caseId, 'accept');
  await screens.act(checker, caseId, 'accept');
  await screens.task(checker, caseId, 'pass');
  await screens.act(checker, caseId, 'pass', '现场整洁');
  await seen('pass', 'Closed');
  await screens.noTask(checker, caseId);
  await picture(screens.cockpit, 'closed');
  for (const fault of screens.faults) fail(fault);
  for (const page of [screens.cockpit, handler, checker]) await page.context().close();
}
