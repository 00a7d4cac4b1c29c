import type { DocumentTokens } from '../document/documentTokens';
import type { Span } from '../../text/span';
import type { TokenTally } from '../document/documentCount';
import type { ContentChange } from '../document/changeText';
import type { EncodingName } from '../../catalog/encodingName';

// Requests of the extension host to the token worker. A document is sent once, then its changes, which the worker's
// copy follows.

export type TokenRequest =
  /** Counts a text. One reply. */
  | { readonly kind: 'count'; readonly id: number; readonly encoding: EncodingName; readonly text: string }
  /** Begins a copy, or begins it anew. */
  | { readonly kind: 'open'; readonly document: number }
  /** Sends the text of a copy, in pieces, before any other request about it. */
  | { readonly kind: 'append'; readonly document: number; readonly text: string }
  /** Sends one event of the document, in the order of VS Code's `contentChanges`. */
  | { readonly kind: 'change'; readonly document: number; readonly changes: readonly ContentChange[] }
  | { readonly kind: 'close'; readonly document: number }
  /** Counts the copy and selections of it: replies with estimates while it takes long, then the exact tally, `done`. */
  | {
      readonly kind: 'tally';
      readonly id: number;
      readonly document: number;
      readonly encoding: EncodingName;
      readonly selections: readonly Span[];
    }
  /** Asks for the tokens themselves of parts of the copy, once it is counted. One reply. */
  | {
      readonly kind: 'tokens';
      readonly id: number;
      readonly document: number;
      readonly encoding: EncodingName;
      readonly parts: readonly Span[];
    }
  /** Counts the whole copy in other encodings. One reply, with the counts in the order of `encodings`. */
  | {
      readonly kind: 'survey';
      readonly id: number;
      readonly document: number;
      readonly encodings: readonly EncodingName[];
    }
  /** Cancels a request, which is then not answered. */
  | { readonly kind: 'cancel'; readonly id: number };

export type TokenReply =
  | { readonly kind: 'counts'; readonly id: number; readonly tokens: readonly number[] }
  | { readonly kind: 'tally'; readonly id: number; readonly tally: DocumentTally; readonly done: boolean }
  /** The tokens, in the order of the requested parts. */
  | { readonly kind: 'tokens'; readonly id: number; readonly parts: readonly DocumentTokens[] }
  /** The copy changed while it was counted. Ask again, with the current selections. */
  | { readonly kind: 'stale'; readonly id: number }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string };

/** Tokens in the requested encoding. */
export interface DocumentTally {
  readonly document: TokenTally;
  /** All selections added up; undefined when nothing is selected. */
  readonly selection: TokenTally | undefined;
}
