import type { PackedSenses } from '../sense/packedSenses';
import type { Term } from '../find/glossaryTable';
import type { GlossaryLayer } from '../workspace/mergeGlossaries';
import type { LeftOutReason } from './leftOut';
import type { IndexedTerm } from './termIndex';

/** A request for the terms of a file. Each request has one reply with the same id. */
export interface TermRequest {
  readonly kind: 'findTerms';
  readonly id: number;
  readonly languageId: string;
  readonly file: string | Uint8Array;
  /** Ids of terms that are shown wherever they are written. */
  readonly always: readonly string[];
  /** The workspace terms that apply to the file. Their layers are sent if the worker does not know the key. */
  readonly own: { readonly key: string; readonly layers?: readonly GlossaryLayer[] };
}

export interface TermTablesRequest {
  readonly kind: 'termTables';
  readonly id: number;
  /** The built-in terms and their senses. */
  readonly tables: { readonly terms: readonly Term[]; readonly senses: PackedSenses };
}

/** The terms in a file, or why they were not looked for. */
export type FoundTerms = readonly IndexedTerm[] | Extract<LeftOutReason, 'noText' | 'slow'>;

export type TermReply =
  | { readonly kind: 'terms'; readonly id: number; readonly found: FoundTerms }
  /** The question is to be asked again, with the layers. */
  | { readonly kind: 'needsLayers'; readonly id: number }
  /** The question is to be asked again once the tables were sent, which `ready` confirms. */
  | { readonly kind: 'needsTables' | 'ready'; readonly id: number }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string };
