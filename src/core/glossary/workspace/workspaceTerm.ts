import type { Term, TermOrigin } from '../find/glossaryTable';
import type { GlossaryContext, FileTerm } from './glossaryFile';

/** A term that a workspace explains itself. All its texts are from outside: `workspaceCard.ts` shows them. */
export interface WorkspaceTerm extends Term, Pick<FileTerm, 'examples' | 'deprecated' | 'link' | 'meta'> {
  readonly origin: TermOrigin;
  /** Its names as they are written, those included that a nearer glossary has. */
  readonly names: readonly string[];
  readonly vision?: string;
}

export const isOwn = (term: Term): term is WorkspaceTerm => term.origin !== undefined;

/** Begins the ids of these terms, and of no other. */
export const workspacePrefix = 'own:';

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
  written: FileTerm,
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

/** The names of a term, its own first; those included with which another glossary goes before it. */
export const namesOf = (term: Term): string[] => [
  ...new Set([term.term, ...(isOwn(term) ? term.names : term.forms.map(({ text }) => text))]),
];
