import type { PackedSenses } from '../sense/packedSenses';
import type { Term } from '../glossaryTable';
import type { MetTerm } from './mentionsInText';

/** What the worker finds when it starts. */
export interface TermWorkerData {
  readonly terms: readonly Term[];
  readonly senses: PackedSenses;
}

/** Each has one reply of the same id. */
export interface TermRequest {
  readonly kind: 'find';
  readonly id: number;
  readonly languageId: string;
  readonly path: string;
  readonly file: string | Uint8Array;
  /** Ids of terms that are shown wherever they are written. */
  readonly always: readonly string[];
}

export type TermReply =
  /** Undefined: the file is no text, or takes too long. */
  | { readonly kind: 'found'; readonly id: number; readonly found: readonly MetTerm[] | undefined }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string };
