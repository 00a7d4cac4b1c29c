import { svg } from 'lit';
import { formatShare } from '../../../../core/base/numbers';
import { leastSure } from '../../../../core/lab/sureness';
import { words } from '../../../shared/labStrings';
import { slider } from '../../controls';
import { counted, outOf } from '../../counted';
import { cut, flow } from '../../flow';
import { drawLines } from '../../pictureLines';
import { LabProblem } from '../../station';
import type { Drawn, PictureFrame, Station, Table } from '../../station';
import { afterKey, doubtLimits, isDoubtful, limited, othersOf, readAnswers } from './reading';
import type { Answered, HallucinationRead, HallucinationSettings } from './reading';

/** How sure a model is of what it cannot know, beside what it knows. */
export const hallucination: Station<HallucinationRead, HallucinationSettings> = {
  id: 'hallucination',
  title: 'labSureTitle',
  sentences: 'labSureSentences',
  example: 'labSureExample',
  defaults: { doubt: 90, word: 0 },

  read(text, lab) {
    if (text.trim() === '') throw new LabProblem(words('labEmpty'));
    return lab.run(readAnswers(lab.model, text, words('labSureKnown')));
  },

  controls(read, settings) {
    const { doubt, word } = limited(read, settings);
    const last = read.asked.words.length;
    const doubtSlider = slider('doubt', words('labSureDoubt'), doubt, doubtLimits, `${doubt} %`);
    if (last === 0) return [doubtSlider];
    return [doubtSlider, slider('word', words('labSureWord'), word, [1, last], outOf(word, last))];
  },

  draw(read, given, frame) {
    const settings = limited(read, given);
    const { type } = frame;
    const asked = drawAnswer(read.asked, settings, type * 0.2, frame, (word) => frame.set({ word }));
    const others = drawOthers(read, settings, asked.height, frame);
    const known = drawAnswer(read.known, { ...settings, word: 0 }, others.height + type, frame);
    return { height: known.height, content: [...asked.content, ...others.content, ...known.content] };
  },

  words(read, given) {
    const settings = limited(read, given);
    const { asked, known } = read;
    const word = asked.words[settings.word - 1];
    const looked = word
      ? words('labSureLooked', word.text, formatShare(word.probability), othersText(read, settings))
      : undefined;
    const beside = words('labSureBeside', known.question, meanText(known));
    return [answerWords(asked, settings), looked, beside, words('labSureCutoff')]
      .filter((part) => part !== undefined)
      .join(' ');
  },

  table(read, given): Table {
    const settings = limited(read, given);
    const rows = [read.asked, read.known].flatMap(({ question, words: all }) =>
      all.map((word, index) => [
        question,
        index + 1,
        word.text,
        formatShare(word.probability),
        isDoubtful(word, settings) ? words('labSureDoubtful') : '–',
      ]),
    );
    return {
      columns: [
        words('labSureQuestion'),
        words('labPlaceInText'),
        words('labSureWord'),
        words('labProbability'),
        words('labSureMark'),
      ],
      rows,
    };
  },

  key: afterKey,
};

const meanText = ({ mean }: Answered): string => (mean === undefined ? '–' : formatShare(mean));

/** Describes the answer in words, and how sure all of it was. An answer may also have no words. */
function answerWords(asked: Answered, settings: HallucinationSettings): string {
  const least = leastSure(asked.words);
  if (!least) return words('labSureNoWords');
  const doubtful = asked.words.filter((word) => isDoubtful(word, settings)).length;
  return words(
    'labSureWords',
    asked.words.map(({ text }) => text).join(' '),
    meanText(asked),
    `“${least.text}” ${formatShare(least.probability)}`,
    doubtful,
    counted('word', asked.words.length),
    settings.doubt,
  );
}

const othersText = (read: HallucinationRead, { word }: HallucinationSettings): string =>
  othersOf(read, read.asked.words[word - 1]!)
    .slice(0, 3)
    .map(({ text, probability }) => `“${text}” ${formatShare(probability)}`)
    .join(', ');

/** Draws a question, and under each word of the answer a bar that is as long as the word is sure. */
function drawAnswer(
  answered: Answered,
  settings: HallucinationSettings,
  top: number,
  frame: PictureFrame,
  choose?: (word: number) => void,
): Drawn {
  const { width, type } = frame;
  const { question, words: all } = answered;
  const title = drawLines(question.trim(), top, frame, { kind: 'heading', most: 2 });
  const mean = all.length === 0 ? words('labSureNoWords') : words('labSureMean', meanText(answered));
  const below = drawLines(mean, title.height, frame, { kind: 'quiet' });
  const { boxes, bottom } = flow(
    all.map(({ text }) => text),
    { top: below.height + type * 0.3, width, type, line: type * 2.4 },
  );
  const content = boxes.map((box, index) => {
    const { probability } = all[index]!;
    const isDoubt = isDoubtful(all[index]!, settings);
    const isChosen = index === settings.word - 1;
    const go = (): void => choose?.(index + 1);
    return svg`<rect class=${`token ${isDoubt ? 'tone2 doubtful' : 'tone0'}${isChosen ? ' chosen' : ''}`} x=${box.x} y=${box.y}
        width=${box.width} height=${type * 1.9} rx="2" @pointerenter=${go} @pointerdown=${go}></rect>
      <rect class=${isDoubt ? 'bar tone2' : 'bar tone0'} x=${box.x} y=${box.y + type * 1.55} height=${type * 0.35}
        width=${Math.max(0.5, box.width * probability)} pointer-events="none"></rect>
      <text class=${isDoubt ? 'code marked' : 'code'} x=${box.x + type * 0.25} y=${box.y + type * 1.1}>${box.text}</text>`;
  });
  return { content: [...title.content, ...below.content, ...content], height: bottom };
}

/** Draws bars for the tokens that could have stood in the place of the chosen word. */
function drawOthers(read: HallucinationRead, settings: HallucinationSettings, top: number, frame: PictureFrame): Drawn {
  const { width, type } = frame;
  const word = read.asked.words[settings.word - 1];
  if (!word) return { content: [], height: top };
  const label = Math.min(width * 0.3, type * 12);
  const room = Math.max(20, width - label - type * 9);
  const line = type * 1.6;
  const longest = read.asked.words.reduce((most, { text }) => (text.length > most.length ? text : most), '');
  const heading = drawLines(words('labSureOthers', word.text), top + type * 0.2, frame, {
    kind: 'quiet',
    longest: words('labSureOthers', longest),
  });
  const first = heading.height + type * 0.4;
  const rows = othersOf(read, word)
    .slice(0, 3)
    .map(({ text, probability }, index) => {
      const y = first + index * line;
      const length = Math.max(1, room * probability);
      return svg`<text class="code" x="0" y=${y + type}>${cut(text, label - type * 0.5, type)}</text>
        <rect class=${index === 0 ? 'bar accent' : 'bar cut'} x=${label} y=${y + type * 0.1} width=${length} height=${type * 1.1} rx="1"></rect>
        <text x=${label + length + type * 0.4} y=${y + type}>${formatShare(probability)}</text>`;
    });
  return { content: [...heading.content, ...rows], height: first + rows.length * line + type };
}
