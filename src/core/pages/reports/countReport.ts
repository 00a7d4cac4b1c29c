import type { Catalog } from '../../catalog/catalog';
import type { EncodingName } from '../../catalog/encodingName';
import type { Model, TextKind } from '../../catalog/catalogTable';
import { codeSpan } from '../../base/markdown';
import type { Say } from '../../base/say';
import { modelLink } from '../familyPlaces';
import type { BudgetRules } from '../../tokens/counting/budget';
import { countTable, familyTable } from '../../tokens/counting/describeCount';
import type { CountedText, CountedUnit } from '../../tokens/counting/describeCount';
import { modelCount } from '../../tokens/counting/modelCount';
import type { Inexactness } from '../../tokens/counting/modelCount';

interface ReportParts {
  /** The name of the text, such as that of a file, in Markdown. */
  readonly name: string;
  readonly unit: CountedUnit;
  readonly counted: CountedText;
  readonly model: Model;
  readonly catalog: Catalog;
  readonly rules: BudgetRules;
  /** The tokens of the whole text in the encodings of the other models. */
  readonly tokens: ReadonlyMap<EncodingName, number>;
  readonly inexact?: Inexactness | undefined;
  readonly textKind?: TextKind | undefined;
  /** Sections between the count and the other models, in Markdown. */
  readonly sections: readonly string[];
}

/** Returns the encodings in which a text is counted for the other models. */
export const surveyedEncodings = (catalog: Catalog): EncodingName[] => [
  ...new Set(catalog.representatives.map((model) => catalog.tokenizerOf(model).encoding)),
];

/** Returns the Markdown report of one text: its count, and `below` the sections and the counts for other models. */
export function countReport(parts: ReportParts, say: Say): { readonly markdown: string; readonly below: string } {
  const { name, unit, counted, model, catalog, rules, tokens, inexact, textKind, sections } = parts;
  const rows = catalog.representatives.map((each) => {
    const tokenizer = catalog.tokenizerOf(each);
    const encoded = { tokens: tokens.get(tokenizer.encoding) ?? 0, inexact, textKind };
    return { model: each, count: modelCount(tokenizer, encoded) };
  });
  const markdown = [
    `# ${say('Tokens of {0}', name)}`,
    say('Model: {0} ({1})', modelLink(model), codeSpan(model.id)),
    countTable(counted, unit, model, catalog, rules, say),
  ];
  const below = [
    ...sections,
    `## ${say('The same text for other models')}`,
    familyTable(rows, catalog.now, rules, say),
  ];
  return { markdown: markdown.join('\n\n'), below: below.join('\n\n') };
}
