// What runs inside the page. Each function stands alone: it is sent there as text.

/** Before anything else: keeps hold of the map, the line and what is painted. The page itself stays as it is. */
export function watchPage() {
  const kept = {
    mapFrames: 0, markPaints: 0, topics: new Map(), socket: null, atFirstCity: null,
    /** The one component that shows its map to whoever has hold of it. */
    get map() {
      return kept.found ??= findIn(document.querySelector('#app')?._vnode);
    },
    /** Every building that the map has drawn in this view. */
    drawn: () => [...new Set(kept.map.queryRenderedFeatures({ layers: ['building', 'building-flat'] })
      .map(({ id }) => Number(id)))],
    marks: () => [...kept.topics.values()].reduce((sum, { cases }) => sum + cases.size, 0),
    camera: () => {
      const { map } = kept;
      const centre = map.getCenter();
      return {
        lng: centre.lng, lat: centre.lat, zoom: map.getZoom(), pitch: map.getPitch(), bearing: map.getBearing(),
        at: map.project(centre), width: map.getContainer().clientWidth, height: map.getContainer().clientHeight,
      };
    },
  };
  window.twinLoad = kept;

  function findIn(node) {
    if (node === null || typeof node !== 'object') return null;
    const map = node.component?.exposed?.map?.value ?? null;
    if (map !== null) {
      map.on('render', () => kept.mapFrames++);
      return map;
    }

    const below = [node.component?.subTree, node.ssContent, ...(Array.isArray(node.children) ? node.children : [])];
    for (const one of below) {
      const found = findIn(one ?? null);
      if (found !== null) return found;
    }

    return null;
  }

  function hear(frame, invocationId) {
    const known = frame.kind === 'snapshot' ? undefined : kept.topics.get(frame.area);
    const topic = known ?? { cases: new Map(), version: 0, position: 0 };
    // Boards cool each minute: such a frame is older than what was said to the page, and the page does not go back.
    Object.assign(topic, {
      invocationId, frame, board: frame.board ?? topic.board, version: Math.max(topic.version, frame.version),
      position: Math.max(topic.position, frame.position),
    });
    for (const mark of frame.cases) topic.cases.set(mark.caseId, mark);
    kept.topics.set(frame.area, topic);
  }

  class HeardSocket extends WebSocket {
    constructor(...given) {
      super(...given);
      kept.socket = this;
      this.addEventListener('message', ({ data }) => {
        for (const text of String(data).split('\u001e')) {
          const said = text === '' ? null : JSON.parse(text);
          if (said?.item?.area !== undefined) hear(said.item, said.invocationId);
        }
      });
    }
  }
  window.WebSocket = HeardSocket;

  const { clearRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.clearRect = function cleared(...given) {
    if (this.canvas.classList.contains('marks')) kept.markPaints++;
    return clearRect.apply(this, given);
  };

  const mark = performance.mark.bind(performance);
  performance.mark = (name, options) => {
    const made = mark(name, options);
    if (name === 'twin:first-city' && kept.map !== null) {
      kept.atFirstCity = { drawn: kept.drawn(), camera: kept.camera() };
    }

    return made;
  };
}

/**
 * Makes ready what the server would say when all these buildings' cases go to another stage in the same moment: a
 * frame of each grid, and the boards of all areas above. Returns how many buildings change.
 */
export function prepareChanges({ buildings, stage, parents, severity = 'S4' }) {
  const { topics } = window.twinLoad;
  const wanted = new Set(buildings);
  const at = new Date().toISOString();
  const changed = new Set();
  const moved = new Map();
  for (const [area, topic] of topics) {
    const cases = [...topic.cases.values()].filter((mark) => wanted.has(mark.buildingNumber));
    if (cases.length === 0) continue;
    for (const mark of cases) changed.add(mark.buildingNumber);
    moved.set(area, cases);
  }

  const above = new Map();
  for (const area of moved.keys()) {
    for (let child = area; parents[child] !== undefined; child = parents[child]) {
      const children = above.get(parents[child]) ?? new Set();
      above.set(parents[child], children.add(child));
    }
  }

  const lines = [];
  const say = (area, cases, children) => {
    const topic = topics.get(area);
    if (topic?.board === undefined) return;
    const before = topic.frame;
    topic.position += cases.length + children.size;
    topic.version++;
    const { position, version } = topic;
    const board = { ...topic.board, facts: topic.board.facts + 1, asOf: at, position };
    const marks = cases.map((mark) => ({
      ...mark, stage, severity, dueAt: undefined, changedAt: at, position: mark.position + 1,
    }));
    const boards = [...children].flatMap((id) => {
      const child = topics.get(id)?.board;
      return child === undefined ? [] : [{ id, board: child }];
    });
    const frame = { ...before, kind: 'frame', version, board, children: boards, cases: marks, at };
    Object.assign(topic, { frame, board });
    for (const mark of marks) topic.cases.set(mark.caseId, mark);
    lines.push(JSON.stringify({ type: 2, invocationId: topic.invocationId, item: frame }));
  };
  for (const [area, cases] of moved) say(area, cases, new Set());
  for (const [area, children] of above) say(area, [], children);
  window.twinLoad.said = `${lines.join('\u001e')}\u001e`;
  return { buildings: changed.size, frames: lines.length, bytes: window.twinLoad.said.length };
}

/**
 * The server's words arrive; over when the map has drawn the last building in its new colour. False: it never did,
 * since the city itself said something meanwhile and the words were no longer the next ones.
 */
export function tellChanges({ building, tone, withinMilliseconds }) {
  const { map, socket, said } = window.twinLoad;
  const at = { source: 'buildings', sourceLayer: 'building', id: building };
  return new Promise((resolve) => {
    const late = setTimeout(() => {
      map.off('render', look);
      resolve(false);
    }, withinMilliseconds);
    const look = () => {
      if (map.getFeatureState(at).tone !== tone) return;
      map.off('render', look);
      clearTimeout(late);
      requestAnimationFrame(() => setTimeout(() => resolve(true), 50));
    };
    map.on('render', look);
    // In a task of its own, as words from the line come: only such work counts as the page's script.
    setTimeout(() => socket.onmessage({ data: said }));
  });
}

/** The same picture once more. */
export function redraw({ building }) {
  const { map } = window.twinLoad;
  const at = { source: 'buildings', sourceLayer: 'building', id: building };
  return new Promise((resolve) => {
    const look = () => {
      map.getFeatureState(at);
      map.off('render', look);
      requestAnimationFrame(() => setTimeout(resolve, 50));
    };
    map.on('render', look);
    setTimeout(() => map.triggerRepaint());
  });
}

/** A fixed piece of work by which machines, and loads of one machine, are compared. */
export function calibrate({ rounds }) {
  return new Promise((resolve) => {
    setTimeout(() => {
      let sum = 0;
      for (let round = 0; round < rounds; round++) {
        const byId = new Map();
        for (let id = 0; id < 1_000; id++) byId.set(`case-${id}`, { id, tone: (id * 7 + round) % 6 });
        for (const { id, tone } of byId.values()) sum = (Math.imul(sum, 31) + id * tone) | 0;
      }

      resolve(sum);
    });
  });
}

/** The buildings that have an open case, as far as the page was told. */
export function litBuildings() {
  const marks = [...window.twinLoad.topics.values()].flatMap(({ cases }) => [...cases.values()]);
  return [...new Set(marks.flatMap(({ buildingNumber }) => buildingNumber ?? []))];
}
