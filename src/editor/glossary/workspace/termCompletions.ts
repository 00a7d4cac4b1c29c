import { CompletionItem, CompletionItemKind, CompletionList, MarkdownString, Range } from 'vscode';
import type { CompletionItemProvider } from 'vscode';
import { isGlossary } from '../terms/glossaryFiles';
import type { DocumentRegions } from '../../shared/documentRegions';
import type { FollowedGlossaries } from '../terms/followedGlossaries';
import { readSetting } from '../../shared/settings';
import { completeGlossary } from '../../../core/glossary/workspace/completeGlossary';
import { textBefore, wordItems } from '../../shared/yamlCompletion';

/** Characters before the cursor in which a name may begin. */
const reach = 200;
/** UTF-16 code units of the text beside a name in the list. */
const maxDetailLength = 120;

/** Offers the workspace's terms in prose and comments, and in code where the setting says so. */
export const termCompletion = (
  followed: Pick<FollowedGlossaries, 'filesFor' | 'glossary'>,
  regions: Pick<DocumentRegions, 'readTo'>,
): CompletionItemProvider => ({
  async provideCompletionItems(document, position, cancel) {
    const { line, character } = position;
    const before = document.lineAt(line).text.slice(Math.max(0, character - reach), character);
    if (!/[\p{L}\p{N}_]{2}$|[\p{L}\p{N}]$/u.test(before) || isGlossary(document)) return undefined;
    if ((await followed.filesFor(document.uri)).length === 0) return undefined;
    const { version } = document;
    const ready = await regions.readTo(document, line, cancel);
    if (!ready || document.version !== version) return undefined;
    const kind = ready.at(line, Math.max(0, character - 1))?.kind;
    const isProse = kind === 'prose' || kind === 'comment';
    if (!isProse && !(kind === 'code' && readSetting('glossary.completeInCode'))) return undefined;
    const [{ index }, { completeTerms }, { untrustedMarkdown }] = await Promise.all([
      followed.glossary(document.uri),
      import('../../../core/glossary/workspace/completeTerms'),
      import('../../../core/glossary/workspace/untrustedMarkdown'),
    ]);
    const items = completeTerms(before, index.terms, !isProse).map(({ term, text, start }) => {
      const item = new CompletionItem({ label: text, description: term.origin.name }, CompletionItemKind.Text);
      item.detail = oneLine(term.summary);
      item.documentation = new MarkdownString(untrustedMarkdown(term.summary));
      item.range = new Range(position.translate(0, start - before.length), position);
      item.filterText = text;
      return item;
    });
    // The next letter may begin terms other than those offered so far, so VS Code has to ask again.
    return new CompletionList(items, true);
  },
});

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > maxDetailLength ? `${line.slice(0, maxDetailLength)}…` : line;
}

/** Completes glossaries: their keys, and the names of the terms that an entry is related to. */
export const glossaryCompletion = (followed: Pick<FollowedGlossaries, 'glossary'>): CompletionItemProvider => ({
  async provideCompletionItems(document, position) {
    if (!isGlossary(document)) return [];
    const { above, before } = textBefore(document, position);
    const wanted = completeGlossary(above, before);
    if (wanted.kind === 'terms') {
      const { index } = await followed.glossary(document.uri);
      // A name of several words is one word here, whatever the editor takes for a word.
      const start = position.translate(0, before.search(/[^,[\]"'-]*$/) - before.length);
      const typed = /^\s*/.exec(before.slice(start.character))?.[0].length ?? 0;
      return index.terms.map(({ term, origin }) => {
        const item = new CompletionItem(term, CompletionItemKind.Reference);
        item.range = new Range(start.translate(0, typed), position);
        item.sortText = `${origin ? 0 : 1}${term}`;
        return item;
      });
    }
    return 'words' in wanted ? wordItems(wanted.words, wanted.kind === 'keys' ? ': ' : undefined) : [];
  },
});
