import { useAreas } from './twin/areas';
import { useBoards } from './twin/boards';
import { useCity } from './twin/city';
import { useClasses } from './twin/classes';
import { useLive } from './twin/live';
import { useSession } from './twin/session';
import { useView } from './twin/view';
import { defaults } from './twin/defaults';
import { backoffMilliseconds } from './wire/backoff';

/** The screen's own account in demo cities. */
const cockpitAccount = 'cockpit';

/** Keeps asking until the city answers; each try tells why the last one failed. */
export async function startCockpit(): Promise<void> {
  const [areas, boards, city, classes, live, session, view] = [
    useAreas(), useBoards(), useCity(), useClasses(), useLive(), useSession(), useView(),
  ];
  for (let tries = 0; ; tries++) {
    try {
      const found = city.city ?? await city.load();
      areas.version = found.map;
      if (session.account === null) await session.signIn(cockpitAccount);
      // The line opens while the tables still load; the city's own figures come first.
      live.start('/hubs/city');
      live.watchOnly([found.rootId]);
      await Promise.all([areas.load(), classes.load(), boards.load()]);
      view.openArea(areas.root?.id ?? found.rootId);
      live.failed = null;
      return;
    } catch (failure) {
      live.failed = failure instanceof Error ? failure.message : String(failure);
      const wait = backoffMilliseconds(tries, defaults.hubBackoff, Math.random);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
