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

/** Goes to a place of a link or a selection. A place without a text keeps the reader's text; any other sets it aside. */
export function goTo(state: LabState, place: LabPlace): LabState {
  const isOther = place.text !== '' && !(state.isOwn && place.text === state.text);
  return {
    ...state,
    ...(isOther && { text: place.text, isOwn: true, isGiven: true, aside: withWritten(state) }),
    station: place.station,
    settings: { ...state.settings, [place.station]: { ...state.settings[place.station], ...place.settings } },
  };
}

/** Returns the state after the reader wrote a text. */
export const withText = (state: LabState, text: string): LabState => ({ ...state, text, isOwn: true, isGiven: false });

/** Returns the state with the example of each station. */
export const withExample = (state: LabState): LabState => ({
  ...withText(state, ''),
  isOwn: false,
  aside: withWritten(state),
});

/** The texts that the reader can go back to: his own ones that are not shown, the latest first. */
export const asideOf = ({ aside = [], isOwn, text }: LabState): readonly string[] =>
  aside.filter((each) => !isOwn || each !== text);

/**
 * Goes back to the latest of the reader's texts. If the reader wrote the text that is shown, it
 * becomes the last of them, so that none is lost.
 */
export function backToText(state: LabState): LabState {
  const [text, ...rest] = asideOf(state);
  return text === undefined ? state : { ...withText(state, text), aside: [...rest, ...written(state)] };
}

/** Returns the text that is shown, if the reader wrote it. */
const written = ({ text, isOwn, isGiven }: LabState): string[] =>
  isOwn && isGiven !== true && text.trim() !== '' ? [text] : [];

/** Returns the texts to keep when another takes the place of the one that is shown. */
const withWritten = (state: LabState): string[] => [...written(state), ...asideOf(state)].slice(0, maxAside);

export const settingsOf = ({ settings }: LabState, { id, defaults }: Station): LabSettings =>
  settingsLike(defaults, settings[id] ?? {});

export const withSettings = (state: LabState, { id }: Station, change: LabSettings): LabState => ({
  ...state,
  settings: { ...state.settings, [id]: { ...state.settings[id], ...change } },
});
