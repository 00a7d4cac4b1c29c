import { settingsLike } from '../../core/lab/labPlace';
import type { LabPlace, LabSettings } from '../../core/lab/labPlace';
import type { LabState } from '../../core/lab/labProtocol';
import type { Station } from './station';

export const newState = (station: string): LabState => ({
  station,
  text: '',
  isOwn: false,
  settings: {},
  large: false,
});

/** Goes to a place of a link or a selection. A place without a text leaves the reader's alone. */
export function goTo(state: LabState, place: LabPlace): LabState {
  const own = place.text === '' ? {} : { text: place.text, isOwn: true };
  return {
    ...state,
    ...own,
    station: place.station,
    settings: { ...state.settings, [place.station]: { ...state.settings[place.station], ...place.settings } },
  };
}

export const settingsOf = ({ settings }: LabState, { id, defaults }: Station): LabSettings =>
  settingsLike(defaults, settings[id] ?? {});

export const withSettings = (state: LabState, { id }: Station, change: LabSettings): LabState => ({
  ...state,
  settings: { ...state.settings, [id]: { ...state.settings[id], ...change } },
});
