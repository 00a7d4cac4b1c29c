import type { Term, TermOrigin } from '../find/glossaryTable';
import type { GlossaryContext, FileTerm } from './glossaryFile';

/** A term that a workspace explains itself. All its texts are untrusted: `workspaceCard.ts` shows them. */
export interface WorkspaceTerm extends Term, Pick<FileTerm, 'examples' | 'deprecated' | 'link' | 'meta'> {
  readonly origin: TermOrigin;
  /** Its names as they are written, including those that a nearer glossary has taken. */
  readonly names: readonly string[];
  readonly vision?: string;
}

export const isOwn = (term: Term): term is WorkspaceTerm => term.origin !== undefined;

/** The beginning of the ids of workspace terms, and of no others. */
export const workspacePrefix = 'own:';

export interface WorkspaceGlossaryFile {
  /** The address of the file, as a text. */
  readonly address: string;
  /** The name of the file, as people see it. */
  readonly name: string;
  /**
   * The path from its workspace folder, after the folder's mark, so that the ids of terms are the same on every
   * machine.
   */
  readonly path: string;
}

/**
 * Makes a term of an entry, without its related terms. The id stays the same when other entries or other words of this
 * one change.
 */
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

/** Returns the names of a term, its own name first. Those that another glossary has taken are included. */
export const namesOf = (term: Term): string[] => [
  ...new Set([term.term, ...(isOwn(term) ? term.names : term.forms.map(({ text }) => text))]),
];
