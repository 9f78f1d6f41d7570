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
      const [found] = await Promise.all([
        city.city ?? city.load(), session.account ?? session.signIn(cockpitAccount),
      ]);
      areas.version = found.map;
      // The line opens while the tables still load; the city's own figures come first.
      live.start('/hubs/city');
      live.watchOnly([found.rootId]);
      const opened = areas.load().then(() => {
        if (view.areaId === null) view.openArea(areas.root?.id ?? found.rootId);
      });
      await Promise.all([opened, classes.load(), boards.load()]);
      live.failed = null;
      return;
    } catch (failure) {
      live.failed = failure instanceof Error ? failure.message : String(failure);
      const wait = backoffMilliseconds(tries, defaults.hubBackoff, Math.random);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
