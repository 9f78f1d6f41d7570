const withinMilliseconds = 30_000;

/** Any request, sent again as it is after Retry-After while the city is busy: its key makes that harmless. */
export async function send(url, init) {
  const patience = new Patience();
  for (;;) {
    const answer = await fetch(url, init);
    if (answer.status !== 503 || !await patience.waited(answer)) return answer;
    await answer.body?.cancel();
  }
}

/** Lines of a batch, each with its own key; those that met a busy city go again. @returns Their answers, in order. */
export async function sendLines(url, headers, lines) {
  const answers = new Array(lines.length);
  const patience = new Patience();
  let left = lines.map((_, at) => at);
  for (;;) {
    const answer = await send(url, {
      method: 'POST', headers: { ...headers, 'Content-Type': 'application/x-ndjson' },
      body: left.map((at) => `${JSON.stringify(lines[at])}\n`).join(''),
    });
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
    (await answer.text()).trim().split('\n').forEach((row, at) => { answers[left[at]] = JSON.parse(row); });
    left = left.filter((at) => answers[at].status === 503);
    if (left.length === 0 || !await patience.waited(answer)) return answers;
  }
}

/** How long a busy city is waited for. */
class Patience {
  until = performance.now() + withinMilliseconds;

  /** @returns false: it has been busy for too long. */
  async waited(answer) {
    const milliseconds = Number(answer.headers.get('Retry-After') ?? 1) * 1_000;
    if (performance.now() + milliseconds > this.until) return false;
    await new Promise((resolve) => { setTimeout(resolve, milliseconds); });
    return true;
  }
}
