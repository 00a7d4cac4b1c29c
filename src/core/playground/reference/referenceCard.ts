import { capitalise, withoutEmphasis } from '../../glossary/cards/card';
import type { Catalog } from '../../catalog/catalog';
import { modelFacts, opennessName } from '../../catalog/modelFacts';
import type { Term } from '../../glossary/find/glossaryTable';
import { textOfPlace } from '../../pages/address';
import { modelPlace } from '../../pages/familyPlaces';
import type { ReferenceCard } from './referenceSchema';
import type { Subject } from './knownNames';
import type { Want } from './questionWords';

/** Facts of a model that fit on a card; its page has all of them. */
const shownFacts = ['Context window', 'Max output', 'Knowledge cutoff', 'Price', 'Status', 'Weights'];

/** All that a question is about, and what it wants to know of that. */
interface Question {
  readonly subjects: readonly Subject[];
  readonly wants: ReadonlySet<Want>;
}

/** Makes the card of a subject below that answer to a question. */
export function cardFor(subject: Subject, answer: string, catalog: Catalog, question: Question): ReferenceCard {
  const about = aboutSubject(subject, catalog);
  const passage = askedPassage(subject, question);
  const text = about.text.includes(passage) ? about.text : `${about.text} ${passage}`;
  const isRepeated = subject.kind === 'term' && normalized(answer).includes(normalized(passage));
  return { ...about, text: withoutEmphasis(text), isRepeated };
}

/** Leaves out the two kinds of markup that a text of our tables or of a model may have. */
const normalized = (text: string): string => text.replace(/[`*]/g, '').replace(/\s+/g, ' ').toLowerCase();

/** Finds what of an entry the question asks for. */
function askedPassage(subject: Subject, { subjects, wants }: Question): string {
  if (subject.kind === 'model') return '';
  if (subject.kind === 'family') return wants.has('strengths') ? subject.family.strengths : subject.family.summary;
  const { term } = subject;
  const [other, ...more] = subjects.flatMap((one) => (one.kind === 'term' && one.term !== term ? [one.term] : []));
  if (!other) return wants.has('why') ? term.why : term.summary;
  const isPair = wants.has('difference') && more.length === 0;
  return (isPair ? (becauseOf(term, other) ?? becauseOf(other, term)) : undefined) ?? term.summary;
}

/** Finds what sets one term apart from another, as its entry says it. */
const becauseOf = ({ notToBeConfusedWith = [] }: Term, { id }: Term): string | undefined =>
  notToBeConfusedWith.find(({ term }) => term === id)?.because;

function aboutSubject(subject: Subject, catalog: Catalog): Omit<ReferenceCard, 'isRepeated'> {
  switch (subject.kind) {
    case 'term': {
      const { id, term, summary, source, checked = '' } = subject.term;
      const address = textOfPlace({ folder: 'terms', id });
      return {
        kind: 'term',
        title: capitalise(term),
        text: summary,
        facts: [],
        address,
        source: source.title,
        checked,
      };
    }
    case 'family': {
      const { id, name, maker, openness, opennessNote = '', summary, source, checked } = subject.family;
      const access = [opennessName[openness], opennessNote].filter(Boolean).join('. ');
      const facts = [
        { label: 'Maker', value: maker },
        { label: 'Access', value: access },
      ];
      const address = textOfPlace({ folder: 'families', id });
      const { meant } = subject;
      const about = {
        kind: 'family',
        title: name,
        text: summary,
        facts,
        address,
        source: source.title,
        checked,
      } as const;
      return meant === undefined ? about : { ...about, meant };
    }
    case 'model': {
      const { model, family } = subject;
      const facts = modelFacts(model, catalog).filter(
        ({ label, inPriceTable }) => shownFacts.includes(label) && !inPriceTable,
      );
      const main = { source: model.sources[0]?.title ?? '', checked: model.checked };
      return {
        kind: 'model',
        title: model.name,
        text: '',
        facts: [
          { label: 'Family', value: `${family.name}, by ${family.maker}` },
          ...facts.map(({ label, value, source, checked }) => {
            const own = { source: source.title, checked };
            const isApart = own.source !== main.source || own.checked !== main.checked;
            return { label, value, ...(isApart && own) };
          }),
        ],
        address: textOfPlace(modelPlace(model)),
        ...main,
      };
    }
  }
}
