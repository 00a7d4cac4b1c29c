import type { Station } from './station';
import { tokens } from './stations/tokens/station';

/** The stations in the order of their tabs. */
export const stations: readonly Station[] = [tokens];

/** The station of that id; the first for one that there is not (any more). */
export const stationOf = (id: string): Station => stations.find((station) => station.id === id) ?? stations[0]!;
