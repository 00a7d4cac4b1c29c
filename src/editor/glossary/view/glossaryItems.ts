import { Range, ThemeIcon, TreeItemCollapsibleState, Uri, workspace } from 'vscode';
import type { TreeItem } from 'vscode';
import { formatCount } from '../../../core/base/numbers';
import { capitalise } from '../../../core/glossary/cards/card';
import { namesOf } from '../../../core/glossary/workspace/workspaceTerm';
import type { ChoiceOf } from '../../../core/glossary/cards/choices';
import { placesOf } from '../../../core/glossary/index/termIndex';
import type { IndexedFile, IndexedPlace, TermTotal } from '../../../core/glossary/index/termIndex';
import { openPageCommand } from '../../pages/pages';
import { nameOf } from '../../files/paths';
import { commandOf } from '../../shared/commands';
import { rowItem } from '../../shared/rowTree';
import { say } from '../../shared/words';
import type { Term, Topic } from '../../../core/glossary/find/glossaryTable';

const { Collapsed, None } = TreeItemCollapsibleState;

/** Facts that a row shows in addition to those of its node. */
interface GlossaryFacts {
  readonly total: (termId: string) => TermTotal;
  readonly choice: (termId: string) => ChoiceOf;
  /** Says how far the search through the files has come. */
  readonly progress: () => string;
  /** Counts the left-out files that the user may miss. */
  readonly missed: () => number;
}

/** Other names of a term that a row has room for. */
const maxNames = 2;

export function itemOf(node: GlossaryNode, facts: GlossaryFacts): TreeItem {
  const item = itemOfKind(node, facts);
  item.id = idOf(node);
  return item;
}

function itemOfKind(node: GlossaryNode, facts: GlossaryFacts): TreeItem {
  switch (node.kind) {
    case 'mentioned':
      return rowItem(say('Found in Your Files'), Collapsed, { description: facts.progress(), icon: 'files' });
    case 'leftOut':
      return rowItem(say('Left Out'), Collapsed, {
        description: facts.missed() === 0 ? '' : filesInWords(facts.missed()),
        tooltip: say('Files that were not searched for terms, and why'),
        icon: 'circle-slash',
      });
    case 'begin':
      return rowItem(say('Search the files of the workspace'), None, {
        icon: 'search',
        command: commandOf('glossary.findInFiles', say('Find Terms in Your Files')),
      });
    case 'glossaries':
      return rowItem(say('Your Glossaries'), Collapsed, {
        description: formatCount(node.count),
        tooltip: say('Terms defined in this workspace, in *.glossary.yml'),
        icon: 'repo',
      });
    case 'topic':
      return rowItem(node.topic.name, Collapsed, {
        description: formatCount(node.count),
        tooltip: node.topic.summary,
        icon: 'library',
      });
    case 'term':
      return termItem(node, facts.total(node.termId), facts.choice(node.termId));
    case 'file':
      return fileItem(node);
    case 'place':
      return placeItem(node);
    case 'more':
      return rowItem(node.words, None, { icon: 'ellipsis' });
  }
}

function termItem({ term, termId, branch }: TermNode, { files, mentions }: TermTotal, choice: ChoiceOf): TreeItem {
  const inFiles = filesInWords(files);
  const others = namesOf(term).slice(1, 1 + maxNames);
  const origin = term.origin?.name ?? '';
  const times = mentions === 1 ? say('1 mention') : say('{0} mentions', formatCount(mentions));
  const counts = files === 0 ? [] : [branch === 'mentioned' ? `${times} · ${inFiles}` : inFiles];
  const facts =
    branch === 'mentioned'
      ? [...counts, origin, choiceWords(choice)]
      : [choiceWords(choice), ...counts, origin, others.join(', ')];
  return rowItem(capitalise(term.term), files === 0 ? None : Collapsed, {
    description: facts.filter(Boolean).join(' · '),
    icon: 'book',
    contextValue: ['term', ...(origin === '' ? [] : ['own']), ...(choice ? [choice] : [])].join('+'),
    command:
      origin === '' ? openPageCommand(`terms/${termId}`, term.term) : commandOf('glossary.lookUp', term.term, termId),
  });
}

const filesInWords = (count: number): string => (count === 1 ? say('1 file') : say('{0} files', formatCount(count)));

function choiceWords(choice: ChoiceOf): string {
  switch (choice) {
    case undefined:
      return '';
    case 'known':
      return say('known');
    case 'always':
      return say('always explained here');
    case 'never':
      return say('never explained here');
  }
}

function fileItem({ file }: FileNode): TreeItem {
  const uri = Uri.parse(file.uri, true);
  const path = workspace.asRelativePath(uri);
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  const item = rowItem(nameOf(uri), file.places.length === 0 ? None : Collapsed, {
    description: [formatCount(file.count), folder].filter(Boolean).join(' · '),
    tooltip: path,
    icon: ThemeIcon.File,
    contextValue: 'file',
    command: openCommand(uri, placesOf(file)[0]),
  });
  item.resourceUri = uri;
  return item;
}

const placeItem = ({ place, line, in: { file } }: Extract<GlossaryNode, { kind: 'place' }>): TreeItem =>
  rowItem(line === '' ? say('Line {0}', place.line + 1) : line, None, {
    ...(line !== '' && { description: String(place.line + 1) }),
    command: openCommand(Uri.parse(file.uri, true), place),
  });

const openCommand = (uri: Uri, place: IndexedPlace | undefined) => ({
  command: 'vscode.open',
  title: say('Open'),
  arguments: [uri, place && { selection: new Range(place.line, place.from, place.line, place.to) }],
});

/**
 * The branch of the tree that a term is in: its topic, the workspace's glossaries, the terms found in files, or search
 * results.
 */
export type TermBranch = 'topic' | 'glossaries' | 'mentioned' | 'found';

/** The rows of the Glossary view. Commands of other features take `termId` of one. */
export type GlossaryNode =
  | { readonly kind: 'mentioned' }
  /** Row that starts the search through the files. */
  | { readonly kind: 'begin' }
  /** The terms of the glossaries of the workspace. */
  | { readonly kind: 'glossaries'; readonly count: number }
  /** Files in which no terms were looked for. */
  | { readonly kind: 'leftOut' }
  | { readonly kind: 'topic'; readonly topic: Topic; readonly count: number }
  | { readonly kind: 'term'; readonly termId: string; readonly term: Term; readonly branch: TermBranch }
  | { readonly kind: 'file'; readonly file: IndexedFile; readonly of: TermNode }
  | { readonly kind: 'place'; readonly place: IndexedPlace; readonly line: string; readonly in: FileNode }
  /** Row that stands for entries that are not listed. */
  | { readonly kind: 'more'; readonly id: string; readonly words: string };

export type TermNode = Extract<GlossaryNode, { kind: 'term' }>;
export type FileNode = Extract<GlossaryNode, { kind: 'file' }>;

/** Returns the id of a row. It stays the same while the tree changes, so that an expanded row stays expanded. */
function idOf(node: GlossaryNode): string {
  switch (node.kind) {
    case 'mentioned':
    case 'glossaries':
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
