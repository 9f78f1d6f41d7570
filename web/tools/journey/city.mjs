import { randomUUID } from 'node:crypto';
import { send } from '../send.mjs';

/** The city over HTTP, as an integration sees it. */
export class City {
  constructor(url, token) {
    this.url = url;
    this.token = token;
  }

  static async at(url, account = 'lead') {
    const city = new City(url, null);
    const { token } = await city.post('/sign-in', { account });
    city.token = token;
    return city;
  }

  async get(path) {
    return this.read(await send(`${this.url}/api/v1${path}`, { headers: this.headers() }), path);
  }

  async post(path, body) {
    const headers = { ...this.headers(), 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() };
    const request = { method: 'POST', headers, body: JSON.stringify(body) };
    return this.read(await send(`${this.url}/api/v1${path}`, request), path);
  }

  openCase(caseId) {
    return this.get(`/cases/${caseId}`);
  }

  /** A grid whose seats have no tasks, with two of its seats: the first handles, the other checks. */
  async quietSeats() {
    const areas = await this.get('/areas');
    const posts = await this.get(`/posts?area=${areas.find((area) => area.level === 'City').id}`);
    for (const grid of areas.filter((area) => area.level === 'Grid')) {
      const seats = posts.filter((post) => post.home === grid.id);
      const busy = seats.some((post) => post.tasks.some((task) => !task.over));
      if (seats.length > 1 && !busy) return { grid, seats: seats.map((seat) => seat.id) };
    }

    throw new Error('Found no grid with two free seats; expected one. Try a city without traffic.');
  }

  /** From the city down to the area. */
  async pathOf(id) {
    const areas = new Map((await this.get('/areas')).map((area) => [area.id, area]));
    const path = [];
    for (let at = areas.get(id); at !== undefined; at = areas.get(at.parent)) path.unshift(at);
    return path;
  }

  /** What is open in each area, as the server says. */
  async openCounts(areas) {
    const boards = await Promise.all(areas.map((area) => this.get(`/areas/${area.id}/board`)));
    return Object.fromEntries(boards.map((view) => [view.id, view.board.open]));
  }

  headers() {
    return this.token === null ? {} : { Authorization: `Bearer ${this.token}` };
  }

  async read(answer, path) {
    if (answer.ok) return answer.json();
    throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  }
}
