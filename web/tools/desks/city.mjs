import { randomUUID } from 'node:crypto';
import { City } from '../journey/city.mjs';
import { sendLines } from '../send.mjs';

/** The city as its reporters and a shift see it: what happens before people sit down at their desks. */
export class DeskCity {
  static async at(url) {
    const desk = new DeskCity();
    desk.url = url;
    desk.city = await City.at(url);
    return desk;
  }

  /** Grids of the community whose secretary sits at a demo desk: what lies there is in everybody's scope. */
  async grids() {
    const accounts = await this.city.get('/demo-accounts');
    const home = accounts.find((one) => one.account === 'community').roles[0].home;
    return (await this.city.get('/areas')).filter((area) => area.level === 'Grid' && area.parent === home);
  }

  /** @param aside How far from the middle of the grid, in its own widths; the same matter twice would be merged. */
  report(grid, code, text, relay = null, aside = 0) {
    const [west, , east] = grid.box;
    const { lng, lat } = grid.centre;
    return this.city.post('/reports', {
      lng: lng + (east - west) * aside, lat, source: 'App',
      ...(code === null ? {} : { class: code }), ...(text === null ? {} : { text }),
      ...(relay === null ? {} : { relay }),
    });
  }

  async stageOf(caseId) {
    return (await this.city.openCase(caseId)).stage;
  }

  /** The seats had them; now they wait for a dispatcher. */
  async recallAll(ids) {
    const { token } = await this.city.post('/sign-in', { account: 'dispatcher' });
    const lines = ids.map((caseId) => ({
      caseId, command: 'Recall', body: { text: '风暴，改派部门', commandId: randomUUID() },
    }));
    const rows = await sendLines(`${this.url}/api/v1/cases:batch`, { Authorization: `Bearer ${token}` }, lines);
    const wrong = rows.filter((row) => row.status !== 200);
    if (wrong.length > 0) throw new Error(`${wrong.length} recalls were refused: ${wrong[0].problem.detail}`);
  }
}
