import type { ParsedGlossary } from './glossaryFile';

// Asked of the same worker as model ids: src/worker/idWorker.ts. Each request has one reply of the same id, or a failure.

export type GlossaryRequest = { readonly kind: 'parseGlossary'; readonly id: number; readonly text: string };

export type GlossaryReply = { readonly kind: 'glossary'; readonly id: number; readonly parsed: ParsedGlossary };
