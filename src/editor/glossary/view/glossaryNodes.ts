import type { Term, Topic } from '../../../core/glossary/find/glossaryTable';
import type { IndexedFile, IndexedPlace } from '../../../core/glossary/index/termIndex';

/** Where a term stands in the tree: it may be in a topic, or of the workspace, and among those that were met. */
export type Branch = 'topic' | 'own' | 'met' | 'found';

/** The rows of the Glossary view. Commands of other features take `termId` of one. */
export type GlossaryNode =
  | { readonly kind: 'met' }
  /** Begins to look through the files. */
  | { readonly kind: 'begin' }
  /** The terms of the glossaries of the workspace. */
  | { readonly kind: 'own'; readonly count: number }
  /** Files in which no terms were looked for. */
  | { readonly kind: 'leftOut' }
  | { readonly kind: 'topic'; readonly topic: Topic; readonly count: number }
  | { readonly kind: 'term'; readonly termId: string; readonly term: Term; readonly branch: Branch }
  | { readonly kind: 'file'; readonly file: IndexedFile; readonly of: TermNode }
  | { readonly kind: 'place'; readonly place: IndexedPlace; readonly line: string; readonly in: FileNode }
  /** What is not listed. */
  | { readonly kind: 'more'; readonly id: string; readonly words: string };

export type TermNode = Extract<GlossaryNode, { kind: 'term' }>;
export type FileNode = Extract<GlossaryNode, { kind: 'file' }>;

/** Stays the same while the tree changes, so that what is expanded stays so. */
export function idOf(node: GlossaryNode): string {
  switch (node.kind) {
    case 'met':
    case 'own':
    case 'leftOut':
    case 'begin':
      return node.kind;
    case 'topic':
      return `topic/${node.topic.id}`;
    case 'term':
      return `${node.branch}/${node.termId}`;
    case 'file':
      return `${idOf(node.of)} ${node.file.uri}`;
    case 'place':
      return `${idOf(node.in)} ${node.place.line}:${node.place.from}`;
    case 'more':
      return `${node.id} more`;
  }
}
