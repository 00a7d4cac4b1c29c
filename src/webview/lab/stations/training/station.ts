import { svg } from 'lit';
import { formatCount, formatShare } from '../../../../core/base/numbers';
import { Lesson, momentsOf, usualSteps } from '../../../../core/lab/training/lesson';
import type { Course, LessonSteps } from '../../../../core/lab/training/lesson';
import { words } from '../../../shared/labStrings';
import { slider } from '../../controls';
import type { Control } from '../../controls';
import { counted, outOf } from '../../counted';
import { cut, flow } from '../../flow';
import { drawLines } from '../../pictureLines';
import { LabProblem } from '../../station';
import type { Drawn, PictureFrame, Station, Table } from '../../station';
import { Classroom, afterKey, clicksOf, maxClicks, viewOf } from './reading';
import type { TrainingSettings, TrainingView } from './reading';

/** The least characters of a paragraph that can be learned from. */
const leastText = 40;
/** Steps between two rows of the table. */
const tableEvery = 20;
/** Lines of the text that the network writes. */
const sampleLines = 3;

/**
 * Returns the station in which a smaller network learns the reader's paragraph in the given
 * steps, then to answer, then what is preferred.
 */
export const trainingWith = (steps: LessonSteps): Station<Classroom, TrainingSettings> => ({
  id: 'training',
  title: 'labTrainTitle',
  sentences: 'labTrainSentences',
  example: 'labTrainExample',
  defaults: { step: momentsOf(steps), clicks: '' },
  keepsReading: true,

  async read(text, lab) {
    const paragraph = text.trim();
    if (lengthOf(paragraph) < leastText) throw new LabProblem(words('labTrainTooShort', leastText));
    const course: Course = {
      paragraph,
      lines: words('labTrainLines').split('\n'),
      question: words('labTrainQuestion'),
      answers: [` ${words('labTrainFirst')}`, ` ${words('labTrainSecond')}`],
    };
    const room = new Classroom(new Lesson(course, steps), lab);
    await room.start(isStill() ? steps.learn : 4);
    return room;
  },

  controls(room, settings): Control[] {
    const { at, moments, clicks, isDone } = viewOf(room, settings);
    const prefer = (name: string, click: string, answer: string): Control => ({
      kind: 'button',
      name,
      label: words('labTrainPrefer', answer),
      change: { clicks: clicksOf(clicks + click) },
      idle: clicks.length < maxClicks ? undefined : words('labTrainAllClicks', maxClicks),
    });
    const forget: Control = {
      kind: 'button',
      name: 'forget',
      label: words('labTrainForget'),
      change: { clicks: '' },
      idle: clicks === '' ? words('labTrainNoClicks') : undefined,
    };
    return [
      slider('step', words('labTrainStep'), at + 1, [1, moments.length], outOf(at + 1, moments.length)),
      ...(isDone
        ? [prefer('first', 'a', words('labTrainFirst')), prefer('second', 'b', words('labTrainSecond')), forget]
        : []),
    ];
  },

  draw(room, settings, frame) {
    const view = viewOf(room, settings);
    const { type } = frame;
    const curve = drawCurve(view, frame);
    const sample = drawSample(view, curve.height + type * 0.5, frame);
    const pair = drawPair(view, sample.height + type * 0.5, frame);
    return { height: pair.height, content: [...curve.content, ...sample.content, ...pair.content] };
  },

  words(room, settings) {
    const view = viewOf(room, settings);
    const { moment, moments, isDone, isFollowing, clicks, preferred } = view;
    const { lesson } = room;
    if (isFollowing && !isDone) {
      // The sentence has no numbers that change, as a screen reader would read each of them.
      return words('labTrainRunning', formatCount(lesson.weights), formatCount(lengthOf(lesson.course.paragraph)));
    }
    const [first, last] = [moments[0]!.loss.toFixed(2), moment.loss.toFixed(2)];
    const said = words(
      moment.phase === 'learn' ? 'labTrainLearned' : 'labTrainTuned',
      counted('step', moment.step),
      last,
      first,
      moment.sample,
    );
    if (!preferred) return isDone ? `${said} ${words('labTrainWorking')}` : said;
    const [a, b] = preferred.probabilities.map(formatShare);
    const now = words(
      'labTrainPair',
      counted('click', clicks.length),
      words('labTrainQuestion'),
      words('labTrainFirst'),
      a!,
      words('labTrainSecond'),
      b!,
    );
    return `${said} ${now} ${words('labTrainRlhf')}`;
  },

  table(room, settings): Table {
    const { moments } = viewOf(room, settings);
    return {
      columns: [words('labTrainPhase'), words('labTrainStep'), words('labTrainLoss'), words('labTrainSample')],
      rows: moments
        .filter(({ step }) => step % tableEvery === 0)
        .map(({ phase, step, loss, sample }) => [phaseName(phase), step, loss.toFixed(2), sample]),
    };
  },

  key: afterKey,
});

export const training = trainingWith(usualSteps);

/** Returns the number of characters as the network counts them: an emoji is one. */
const lengthOf = (text: string): number => Array.from(text).length;

const phaseName = (phase: 'learn' | 'tune'): string =>
  words(phase === 'learn' ? 'labTrainPhaseLearn' : 'labTrainPhaseTune');

/** Whether the user wants nothing to move. Such users see the beginning and the end of each phase. */
const isStill = (): boolean =>
  document.body.classList.contains('vscode-reduce-motion') || matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Draws the loss, step by step. */
function drawCurve({ lesson, moments, at, moment }: TrainingView, frame: PictureFrame): Drawn {
  const { width, type, set } = frame;
  const name = `${phaseName(moment.phase)}: ${words('labTrainAt', moment.step, moment.loss.toFixed(2))}`;
  const longest = `${phaseName('tune')}: ${words('labTrainAt', lesson.steps.learn, '88.88')}`;
  const heading = drawLines(name, 0, frame, { kind: 'heading', longest });
  const [top, height] = [heading.height + type * 0.3, type * 9];
  const most = Math.max(...moments.map(({ loss }) => loss));
  const x = (index: number): number => 4 + ((width - 8) * index) / (lesson.length - 1);
  const y = (loss: number): number => top + height - (height * loss) / most;
  const way = moments.map(
    ({ loss }, index) => `${index === 0 ? 'M' : 'L'}${x(index).toFixed(1)} ${y(loss).toFixed(1)}`,
  );
  const border = x(lesson.steps.learn + 0.5);
  const go = (event: PointerEvent): void => {
    const { left, width: wide } = (event.currentTarget as Element).getBoundingClientRect();
    set({ step: Math.round(((event.clientX - left) / Math.max(1, wide)) * (lesson.length - 1)) + 1 });
  };
  return {
    content: [
      ...heading.content,
      svg`<rect class="cell" x="1" y=${top} width=${width - 2} height=${height} rx="2" @pointerdown=${go}></rect>
        <line class="axis" x1=${border} y1=${top} x2=${border} y2=${top + height}></line>
        <path class="curve" d=${way.join('')} stroke-width="2"></path>
        <circle class="accent" cx=${x(at)} cy=${y(moment.loss)} r=${type * 0.35} pointer-events="none"></circle>`,
    ],
    height: top + height + type * 0.3,
  };
}

/**
 * Draws the text that the network writes at the step. It always takes the same number
 * of lines, so that the bars below do not jump.
 */
function drawSample({ moment }: TrainingView, top: number, { width, type }: PictureFrame): Drawn {
  const line = type * 1.6;
  const { boxes } = flow(Array.from(moment.sample), { top: 0, width: width * 0.98, type: type * 0.9, line });
  const rows = new Map<number, string>();
  for (const { y, text } of boxes) rows.set(y, (rows.get(y) ?? '') + text);
  return {
    content: [
      svg`<text class="quiet" x="0" y=${top + type * 1.1}>${words('labTrainWrites')}</text>`,
      ...[...rows]
        .slice(0, sampleLines)
        .map(([y, text]) => svg`<text class="code" x="0" y=${top + type * 2.6 + y}>${text.trim()}</text>`),
    ],
    height: top + type * 1.6 + line * sampleLines,
  };
}

/** Draws the two answers and their probabilities, before the clicks and after them. */
function drawPair(view: TrainingView, top: number, frame: PictureFrame): Drawn {
  const { width, type, set } = frame;
  const { isDone, clicks, preferred } = view;
  const asked = (count: number): string => words('labTrainPairHeading', words('labTrainQuestion'), count, maxClicks);
  const heading = drawLines(isDone ? asked(clicks.length) : words('labTrainFirstLearn'), top, frame, {
    kind: 'quiet',
    longest: asked(maxClicks),
  });
  const first = heading.height + type * 0.35;
  const label = Math.min(width * 0.36, type * 12);
  const most = Math.max(20, width - label - type * 6);
  const line = type * 2;
  const rows = (['labTrainFirst', 'labTrainSecond'] as const).map((name, index) => {
    const share = preferred?.probabilities[index] ?? 0;
    const length = Math.max(1, most * share);
    const y = first + index * line;
    const click = (): void => {
      if (isDone) set({ clicks: clicksOf(clicks + 'ab'[index]!) });
    };
    return svg`<rect class="cell" data-answer=${index} x="1" y=${y} width=${width - 2} height=${line - 3} rx="2" @pointerdown=${click}></rect>
      <text class="code" x=${type * 0.4} y=${y + type * 1.25}>${cut(words(name), label - type, type)}</text>
      <rect class=${`bar tone${index}`} x=${label} y=${y + type * 0.3} width=${length} height=${type * 1.1} rx="1" pointer-events="none"></rect>
      <text x=${label + length + type * 0.4} y=${y + type * 1.25}>${preferred ? formatShare(share) : ''}</text>`;
  });
  return {
    content: [...heading.content, ...rows],
    height: first + 2 * line + type * 0.5,
  };
}
