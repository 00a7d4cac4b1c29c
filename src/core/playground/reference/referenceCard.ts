import { capitalise, withoutEmphasis } from '../../glossary/cards/card';
import type { Catalog } from '../../catalog/catalog';
import { modelFacts, opennessName } from '../../catalog/cards';
import type { Openness } from '../../catalog/catalogTable';
import { textOfPlace } from '../../pages/address';
import { modelPlace } from '../../pages/familyPage';
import { compareWithReference } from './compareWithReference';
import type { Answered, Question } from './compareWithReference';
import type { Point } from './comparison';
import type { ReferenceCard } from './referenceSchema';
import type { Subject } from './subject';

/** Facts of a model that fit on a card; its page has all of them. */
const shownFacts = ['Context window', 'Max output', 'Knowledge cutoff', 'Price', 'Status', 'Weights'];

/** The card of a subject beside that answer to a question. */
export function cardFor(subject: Subject, answer: Answered, catalog: Catalog, question: Question): ReferenceCard {
  const { verdict, points, passage } = compareWithReference(answer, subject, catalog, question);
  const about = aboutSubject(subject, catalog);
  const text = passage === undefined ? about.text : `${about.text} ${passage}`;
  return { ...about, text: withoutEmphasis(text), verdict, points: points.map(inWords) };
}

function aboutSubject(subject: Subject, catalog: Catalog): Omit<ReferenceCard, 'verdict' | 'points'> {
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

const isOpenness = (text: string): text is Openness => Object.hasOwn(opennessName, text);

function inWords({ about, reference, said }: Point): Point {
  const worded = (text: string): string => (isOpenness(text) ? opennessName[text] : text);
  return { about, reference: worded(reference), said: worded(said) };
}
