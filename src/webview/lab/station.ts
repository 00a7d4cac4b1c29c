import type { SVGTemplateResult } from 'lit';
import { isRecord } from '../../core/base/json';
import type { EncodingName } from '../../core/catalog/encodingName';
import type { EncodedText } from '../../core/lab/labProtocol';
import type { LabSettings } from '../../core/lab/labPlace';
import type { StationId } from '../../core/lab/stationIds';
import type { PocketModel } from '../../core/pocket/pocketModel';
import type { LabStringId } from '../shared/labStrings';
import type { Control } from './controls';

/**
 * One station of the lab: one picture that moves, two sentences, and controls. A station reads the text once, with all
 * that takes long. With every change of a setting, the rest is made anew from what was read, in a few milliseconds.
 */
export interface Station<Read = unknown, S extends LabSettings = LabSettings> {
  /** Id of the station, which stands in links. */
  readonly id: StationId;
  readonly title: LabStringId;
  /** Two sentences, with links to terms: `A [token](token) is …`. */
  readonly sentences: LabStringId;
  /** The text that is shown until the reader writes another. */
  readonly example: LabStringId;
  /** The settings that a link and the kept state may have, each a number or a text. Values may be out of range. */
  readonly defaults: S;
  /** @throws LabProblem for a text that cannot be shown, with what to do about it. */
  read(text: string, lab: LabTools): Promise<Read>;
  controls(read: Read, settings: S): readonly Control[];
  draw(read: Read, settings: S, frame: PictureFrame): Drawn;
  /** Describes the picture in words, for readers who do not see it. */
  words(read: Read, settings: S): string;
  table(read: Read, settings: S): Table;
  /** Whether a reading is kept: it rests while the reader looks at another station, and goes on afterwards. */
  readonly keepsReading?: true;
  /**
   * Handles a key while the picture has the focus, such as `ArrowLeft` or `Shift+ArrowLeft`.
   * @returns the settings that the key changes, or `undefined` if it means nothing.
   */
  key?(key: string, read: Read, settings: S): LabSettings | undefined;
}

/** The lab as its stations see it. Buttons of a station may use it later too, until the text changes or the station is left. */
export interface LabTools {
  readonly model: PocketModel;
  /** Names and ids of the terms of the glossary. */
  readonly terms: readonly { readonly id: string; readonly name: string }[];
  /**
   * Runs small steps, of a few milliseconds at most, and leaves the page time in between. Rejects once the reading has ended.
   */
  run<T>(work: Generator<unknown, T>): Promise<T>;
  /** Encodes the text in other encodings, whose vocabularies the host has. */
  encode(text: string, encodings: readonly EncodingName[]): Promise<readonly EncodedText[]>;
  /** Draws the picture again, after what was read has changed by itself. */
  changed(): void;
}

/** The space that a picture is drawn into. */
export interface PictureFrame {
  /** Width in CSS pixels. */
  readonly width: number;
  /** Height of what is in sight at once, in CSS pixels. */
  readonly windowHeight: number;
  /** Size of text in CSS pixels; larger in the large-type mode. */
  readonly type: number;
  /** Changes settings from inside the picture. */
  readonly set: (change: LabSettings) => void;
}

/** A picture, or a part of one: it ends at `height`, measured from the top of the picture in CSS pixels. */
export interface Drawn {
  readonly height: number;
  readonly content: readonly SVGTemplateResult[];
}

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** Tells the reader why there is no picture, and what to do. */
export class LabProblem extends Error {
  override readonly name = 'LabProblem';
}

/**
 * Lets work run that no caller waits for. It is no failure if the lab has given it up; all other
 * errors get to the log as an unhandled rejection.
 */
export function inBackground(work: Promise<unknown>): void {
  void work.catch((error: unknown) => {
    if (!isRecord(error) || error.name !== 'AbortError') throw error;
  });
}
