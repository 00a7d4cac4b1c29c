import { escapeMarkdown } from '../base/markdown';
import { modelFacts } from './cards';
import type { Catalog } from './catalog';
import type { Model } from './catalogTable';
import { checkedOn } from './dated';
import type { Say } from '../base/say';

/** What is known about a model, short: its facts without a date each, and once when they were checked. Markdown. */
export function modelTooltip(model: Model, catalog: Catalog, say: Say): string {
  const facts = modelFacts(model, catalog);
  const rows = facts.map(({ label, value, href }) => {
    const text = escapeMarkdown(value);
    return `| ${escapeMarkdown(label)} | ${href === undefined ? text : `[${text}](${href})`} |`;
  });
  const source = model.sources[0]!;
  const others = facts
    .filter(({ checked, inPriceTable }) => checked !== model.checked && !inPriceTable)
    .map(({ label, checked }) => `${label}: ${checkedOn(checked, catalog.day)}.`);
  return [
    `**${escapeMarkdown(model.name)}** · ${escapeMarkdown(model.id)}`,
    ['| | |', '|---|---|', ...rows].join('\n'),
    ...(model.notes === undefined ? [] : [escapeMarkdown(model.notes)]),
    [
      say(
        'Checked {0} against [{1}]({2}).',
        checkedOn(model.checked, catalog.day),
        escapeMarkdown(source.title),
        source.url,
      ),
      ...others,
    ].join(' '),
  ].join('\n\n');
}
