import type { Hub } from '@/wire/hub';
import { usePorts } from './ports';

/** A line hears from the device at once that the network is lost or back; returns the way to stop. */
export function followNetwork(line: Pick<Hub, 'networkLost' | 'networkBack'>): () => void {
  const stops = [
    usePorts().onNetworkLost(() => void line.networkLost()),
    usePorts().onNetworkBack(() => line.networkBack()),
  ];
  return () => stops.forEach((stop) => stop());
}
