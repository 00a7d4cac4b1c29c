import type { Term, TermOrigin } from '../find/glossaryTable';
import type { Deprecation, GlossaryContext, WrittenTerm } from './glossaryFile';

/** A term that a workspace explains itself. All its texts are from outside: `ownCard.ts` shows them. */
export interface WorkspaceTerm extends Term {
  readonly origin: TermOrigin;
  /** As they are written, those included that a nearer glossary has. */
  readonly names: readonly string[];
  readonly examples: readonly string[];
  readonly deprecated?: Deprecation;
  /** https. */
  readonly link?: string;
  readonly vision?: string;
  readonly meta: readonly (readonly [key: string, value: string])[];
}

export const isOwn = (term: Term): term is WorkspaceTerm => term.origin !== undefined;

/** Begins the ids of these terms, and of no other. */
export const workspacePrefix = 'own:';

/** A glossary of a workspace. */
export interface WorkspaceGlossaryFile {
  /** Its address, as a text. */
  readonly address: string;
  /** Its name, for people. */
  readonly name: string;
  /** From its workspace folder, behind the mark of that: the ids of its terms are the same on every machine. */
  readonly path: string;
}

/** An entry as a term, without what it is related to. The id stays the same when other entries or other words of this one change. */
export function workspaceTerm(
  written: WrittenTerm,
  { name, vision, meta }: GlossaryContext,
  file: WorkspaceGlossaryFile,
): WorkspaceTerm {
  const { term, forms, definition, why, examples, deprecated, link, line } = written;
  const place = name === undefined ? '' : `${name}/`;
  return {
    id: `${workspacePrefix}${file.path}#${place}${forms[0]?.key ?? ''}`,
    ...{ term, forms, summary: definition, why: why ?? '', examples },
    names: forms.map(({ text }) => text),
    ...(examples[0] !== undefined && { example: examples[0] }),
    related: [],
    source: { title: file.name, url: link ?? '' },
    origin: { file: file.address, name: file.name, line, ...(name !== undefined && { context: name }) },
    ...(deprecated && { deprecated }),
    ...(link !== undefined && { link }),
    ...(vision !== undefined && { vision }),
    meta: [...meta, ...written.meta],
  };
}
