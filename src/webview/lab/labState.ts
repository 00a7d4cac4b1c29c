import { settingsLike } from '../../core/lab/labPlace';
import type { LabPlace, LabSettings } from '../../core/lab/labPlace';
import { maxAside } from '../../core/lab/labProtocol';
import type { LabState } from '../../core/lab/labProtocol';
import type { Station } from './station';

export const newState = (station: string): LabState => ({
  station,
  text: '',
  isOwn: false,
  settings: {},
  large: false,
});

/** Goes to a place of a link or a selection. A place without a text leaves the reader's alone; any other sets it aside. */
export function goTo(state: LabState, place: LabPlace): LabState {
  const isOther = place.text !== '' && !(state.isOwn && place.text === state.text);
  return {
    ...state,
    ...(isOther && { text: place.text, isOwn: true, isGiven: true, aside: withWritten(state) }),
    station: place.station,
    settings: { ...state.settings, [place.station]: { ...state.settings[place.station], ...place.settings } },
  };
}

/** The reader writes a text. */
export const withText = (state: LabState, text: string): LabState => ({ ...state, text, isOwn: true, isGiven: false });

/** Back to the example of each station. */
export const withExample = (state: LabState): LabState => ({
  ...withText(state, ''),
  isOwn: false,
  aside: withWritten(state),
});

/** The texts that the reader can go back to: his own ones that are not shown, the latest first. */
export const asideOf = ({ aside = [], isOwn, text }: LabState): readonly string[] =>
  aside.filter((each) => !isOwn || each !== text);

/** Back to the latest of the reader's texts. Where he wrote the one that is shown it becomes the last of them: none is lost. */
export function backToText(state: LabState): LabState {
  const [text, ...rest] = asideOf(state);
  return text === undefined ? state : { ...withText(state, text), aside: [...rest, ...written(state)] };
}

/** The text that is shown, where the reader wrote it. */
const written = ({ text, isOwn, isGiven }: LabState): string[] =>
  isOwn && isGiven !== true && text.trim() !== '' ? [text] : [];

/** The texts that are kept when another takes the place of the one that is shown. */
const withWritten = (state: LabState): string[] => [...written(state), ...asideOf(state)].slice(0, maxAside);

export const settingsOf = ({ settings }: LabState, { id, defaults }: Station): LabSettings =>
  settingsLike(defaults, settings[id] ?? {});

export const withSettings = (state: LabState, { id }: Station, change: LabSettings): LabState => ({
  ...state,
  settings: { ...state.settings, [id]: { ...state.settings[id], ...change } },
});
