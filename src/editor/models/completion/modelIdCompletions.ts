import { CompletionItem, CompletionItemKind, CompletionItemTag, MarkdownString } from 'vscode';
import type { CompletionItemProvider, TextDocument } from 'vscode';
import { formatDay } from '../../../core/base/day';
import { idCard } from '../../../core/code/ids/idCard';
import { languageOfFile } from '../../../core/text/languageOfFile';
import { modelCompletions } from '../../../core/code/completion/modelCompletions';
import type { ModelCompletion } from '../../../core/code/completion/modelCompletions';
import { mayOffer, completionPlace } from '../../../core/code/completion/completionPlace';
import { completionText } from '../../../core/code/completion/completionText';
import { callSourceOf } from '../callsAt';
import { modelCommands, modelLinks } from '../modelLinks';
import { trusting } from '../../shared/commands';
import type { Shared } from '../../shared/shared';
import { say } from '../../shared/words';
import { rangeOf } from '../../shared/ranges';

class ModelIdItem extends CompletionItem {
  constructor(
    readonly offer: ModelCompletion,
    facts: string,
  ) {
    super({ label: offer.id, ...(facts !== '' && { description: facts }) }, CompletionItemKind.EnumMember);
  }
}

/** Offers the ids that fit at a place. The card of an id is made when the user looks at it. */
export const modelIdCompletions = ({ guide, regions }: Pick<Shared, 'guide' | 'regions'>): CompletionItemProvider => ({
  async provideCompletionItems(document, position, cancel) {
    const isCancelled = (): boolean => cancel.isCancellationRequested;
    const languageId = languageOf(document);
    const before = document.lineAt(position.line).text.slice(0, position.character);
    // Plain text has no comments, but config files that VS Code opens as plain text have.
    if (document.languageId === 'plaintext' && /^\s*[#;]/.test(before)) return undefined;
    // Most places need no id, and nothing of the text is read for them.
    if (!mayOffer(before, languageId) || isCancelled()) return undefined;
    const source = { ...callSourceOf(document, regions), languageId };
    const place = await completionPlace(source, document.offsetAt(position));
    if (!place || isCancelled()) return undefined;
    const range = rangeOf(document, place);
    const [catalog, lifecycle] = [await guide.catalog(), await guide.lifecycle()];
    const [names, hostIds] = [await guide.modelNames(), await guide.hostIds()];
    const offers = await modelCompletions(place, { catalog, lifecycle, names, hostIds }, source.breathe);
    return offers.map((offer, index) => {
      const item = new ModelIdItem(offer, offer.facts);
      item.range = range;
      item.insertText = completionText(offer.id, place, source.text, source.languageId);
      item.filterText = offer.searched;
      item.sortText = String(index).padStart(4, '0');
      item.detail = [endOf(offer), offer.facts].filter((part) => part !== '').join(' · ');
      if (offer.status === 'deprecated') item.tags = [CompletionItemTag.Deprecated];
      return item;
    });
  },
  async resolveCompletionItem(item) {
    if (!(item instanceof ModelIdItem)) return item;
    const { id, named } = item.offer;
    const [catalog, lifecycle, hostIds] = await Promise.all([guide.catalog(), guide.lifecycle(), guide.hostIds()]);
    const tables = { catalog, lifecycle, hostIds };
    const card = new MarkdownString(idCard(id, named, tables, modelLinks, say));
    card.isTrusted = trusting(...modelCommands);
    item.documentation = card;
    return item;
  },
});

const languageOf = ({ languageId, uri }: TextDocument): string =>
  languageId === 'plaintext' ? (languageOfFile(uri.path) ?? languageId) : languageId;

function endOf({ status, ends }: ModelCompletion): string {
  if (status === 'preview') return say('preview');
  if (status !== 'deprecated') return '';
  return ends === undefined ? say('deprecated') : say('deprecated, ends {0}', formatDay(ends));
}
