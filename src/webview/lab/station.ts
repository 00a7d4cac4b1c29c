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
 * One station of the lab: one picture that moves, two sentences, things to change. A station reads the text once, with all
 * that takes long; the rest is made anew of what was read with every change of a setting, in a few milliseconds.
 */
export interface Station<Read = unknown, S extends LabSettings = LabSettings> {
  /** Stands in links. */
  readonly id: StationId;
  readonly title: LabStringId;
  /** Two, with links to terms: `A [token](token) is …`. */
  readonly sentences: LabStringId;
  /** The text that is shown until the reader writes another. */
  readonly example: LabStringId;
  /** The settings that a link and the kept state may have, each a number or a text. Values may be out of range. */
  readonly defaults: S;
  /** @throws LabProblem for a text that cannot be shown, with what to do about it. */
  read(text: string, lab: LabTools): Promise<Read>;
  controls(read: Read, settings: S): readonly Control[];
  draw(read: Read, settings: S, frame: Frame): Drawn;
  /** The picture in words, for those who do not see it. */
  words(read: Read, settings: S): string;
  table(read: Read, settings: S): Table;
  /** Reading is the reader's work: while another station is looked at it rests, and afterwards it goes on. */
  readonly keepsReading?: true;
  /** Keys while the picture has the focus: `ArrowLeft`, `Shift+ArrowLeft`. @returns what they change, or `undefined` where they mean nothing. */
  key?(key: string, read: Read, settings: S): LabSettings | undefined;
}

/** The lab as its stations see it. Buttons of a station may use it later too, until the text changes or the station is left. */
export interface LabTools {
  readonly model: PocketModel;
  /** Names and ids of the terms of the glossary. */
  readonly terms: readonly { readonly id: string; readonly name: string }[];
  /** Runs small steps, of a few milliseconds at most, and lets the page breathe in between. Rejects when nobody waits for it any more. */
  run<T>(work: Generator<unknown, T>): Promise<T>;
  /** The text in other encodings; the host has their vocabularies. */
  encode(text: string, encodings: readonly EncodingName[]): Promise<readonly EncodedText[]>;
  /** Draws the picture again: what was read has changed by itself. */
  changed(): void;
}

/** The space that a picture is drawn into. */
export interface Frame {
  /** CSS pixels. */
  readonly width: number;
  /** CSS pixels: what is in sight at once. */
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

/** Says to the reader why there is no picture, and what to do. */
export class LabProblem extends Error {
  override readonly name = 'LabProblem';
}

/** Work that nobody waits for. That the lab has given it up is no failure; all else gets to the log as an unhandled rejection. */
export function inBackground(work: Promise<unknown>): void {
  void work.catch((error: unknown) => {
    if (!isRecord(error) || error.name !== 'AbortError') throw error;
  });
}
