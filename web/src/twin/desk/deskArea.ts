import { useAreas } from '../areas';
import { useSession } from '../session';

/** The area that a desk works for: where its first role holds, else the whole city. */
export function deskArea(): string | null {
  return useSession().session?.roles[0]?.home ?? useAreas().root?.id ?? null;
}
