import type { AlertView, DeviceView } from '@/twin/desk/alerts';
import { unitWord } from '@/words/units';
import { useDeskWords } from '../useDeskWords';

/** Words of the desk, and those of a device: what it is and what it told last. */
export function useDeviceWords() {
  const words = useDeskWords();

  const nameOf = (device: DeviceView): string => words.either(device.zh, device.en) ?? device.type;
  const homeOf = ({ device, homeName }: AlertView): string => homeName ?? words.placeWord(device.home);

  function measured({ value, unit }: DeviceView): string | null {
    return value == null ? null : `${value} ${unitWord(unit, words.locale.value)}`;
  }

  return { ...words, nameOf, homeOf, measured };
}
