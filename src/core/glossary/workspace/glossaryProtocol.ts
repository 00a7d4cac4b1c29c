import type { AddedTerm } from './withTerm';
import type { ParsedGlossary } from './glossaryFile';

// Messages to and from src/worker/fileWorker.ts. Each request has one reply with the same id, or a failure.

export type GlossaryRequest =
  | { readonly kind: 'parseGlossary'; readonly id: number; readonly text: string }
  | { readonly kind: 'addTerm'; readonly id: number; readonly text: string; readonly term: string };

export type GlossaryReply =
  | { readonly kind: 'glossary'; readonly id: number; readonly parsed: ParsedGlossary }
  | { readonly kind: 'withTerm'; readonly id: number; readonly added: AddedTerm };
