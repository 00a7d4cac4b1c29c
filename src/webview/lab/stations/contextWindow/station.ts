import { svg } from 'lit';
import type { SVGTemplateResult } from 'lit';
import { formatBytes, formatCount, formatShare, formatUsd } from '../../../../core/base/numbers';
import { costOf, fallenOut } from '../../../../core/lab/windowView';
import { words } from '../../../shared/labStrings';
import { slider } from '../../controls';
import { counted } from '../../counted';
import { flow } from '../../flow';
import { drawLines } from '../../pictureLines';
import { LabProblem } from '../../station';
import type { Drawn, PictureFrame, Station, Table } from '../../station';
import { WindowedText, afterKey, limits, marks, viewOf } from './reading';
import type { WindowSettings, WindowView } from './reading';

/** The most tokens outside the window that the picture shows; the table has all. */
const maxOut = 60;
/** The most tokens outside the window that are read out. */
const maxSaid = 30;
/** Room for the answer in letters, enough for its first 24 tokens. */
const answerLetters = 130;

/** A text in a window that is too small for it, and what that costs. */
export const contextWindow: Station<WindowedText, WindowSettings> = {
  id: 'context-window',
  title: 'labWindowTitle',
  sentences: 'labWindowSentences',
  example: 'labWindowExample',
  defaults: { window: 24, added: 2, turns: 10, price: 1 },

  async read(text, lab) {
    if (text.trim() === '') throw new LabProblem(words('labEmpty'));
    const conversation = new WindowedText(lab.model, text, ` ${words('labWindowSentence')}`, lab);
    const { ids } = conversation.textWith(this.defaults.added);
    await conversation.writeOne(ids.slice(fallenOut(ids.length, this.defaults.window, marks)));
    return conversation;
  },

  controls(read, given) {
    const { window, added, turns, price } = viewOf(read, given).settings;
    return [
      slider('window', words('labWindowWindow'), window, limits.window, counted('token', window)),
      slider('added', words('labWindowAdded'), added, limits.added, String(added)),
      slider('turns', words('labWindowTurns'), turns, limits.turns, String(turns)),
      slider('price', words('labWindowPrice'), price, limits.price, formatUsd(price), 0.05),
    ];
  },

  draw(read, given, frame) {
    const view = viewOf(read, given);
    const { type } = frame;
    const text = drawText(view, frame);
    const answer = drawAnswer(view, text.height + type * 0.5, frame);
    const meters = drawMeters(read, view, answer.height + type * 0.5, frame);
    return { height: meters.height, content: [...text.content, ...answer.content, ...meters.content] };
  },

  words(read, given) {
    const view = viewOf(read, given);
    const { tokens, fallen, used, settings, cacheBytes, sent, cost } = view;
    const out = tokens
      .slice(Math.max(0, fallen - maxSaid), fallen)
      .join('')
      .replaceAll('·', ' ')
      .trim();
    return [
      words('labWindowWords', used, settings.window, formatCount(tokens.length)),
      fallen === 0
        ? words('labWindowNoneOut')
        : words('labWindowOut', counted('token', fallen), fallen > maxSaid ? `… ${out}` : out),
      view.isReady ? words('labWindowAnswer', view.answer) : words('labWindowWriting'),
      words(
        'labWindowMeters',
        formatBytes(cacheBytes),
        counted('turn', settings.turns),
        formatCount(sent),
        formatUsd(cost),
      ),
    ].join(' ');
  },

  table(read, given): Table {
    const { tokens, fallen } = viewOf(read, given);
    return {
      columns: [words('labPlaceInText'), words('labToken'), words('labWindowWhere')],
      rows: tokens.map((token, index) => [
        index + 1,
        token,
        words(index < fallen ? 'labWindowFallen' : 'labWindowKept'),
      ]),
    };
  },

  key: afterKey,
};

/** Draws the tokens. Those that fell out of the window are grey and struck through. */
function drawText({ tokens, fallen }: WindowView, { width, type }: PictureFrame): Drawn {
  const first = Math.max(0, fallen - maxOut);
  const { boxes, bottom } = flow(tokens.slice(first), { top: 1, width, type, line: type * 2 });
  const content = boxes.map((box, at) => {
    const isOut = first + at < fallen;
    const middle = box.y + type * 0.75;
    return svg`<rect class=${isOut ? 'later' : 'token tone0'} x=${box.x} y=${box.y} width=${box.width} height=${type * 1.5} rx="2"></rect>
      <text class=${isOut ? 'code quiet' : 'code'} x=${box.x + type * 0.25} y=${box.y + type * 1.1}>${box.text}</text>
      ${isOut ? svg`<line class="axis" x1=${box.x} y1=${middle} x2=${box.x + box.width} y2=${middle}></line>` : []}`;
  });
  return { content, height: bottom };
}

/** Draws the answer to what is left. It always takes the same number of lines, so that the meters below do not jump. */
function drawAnswer({ answer, isReady }: WindowView, top: number, frame: PictureFrame): Drawn {
  const heading = drawLines(words('labWindowAnswers'), top, frame, { kind: 'heading' });
  const kind = isReady ? '' : 'quiet';
  const longest = 'x'.repeat(answerLetters).replaceAll('xxxxxx', 'xxxxx ');
  const lines = drawLines(answer, heading.height, frame, { kind, longest });
  return { content: [...heading.content, ...lines.content], height: lines.height + frame.type * 0.5 };
}

/** Draws meters of how full the window is, what the cache holds, and what it costs. */
function drawMeters(read: WindowedText, view: WindowView, top: number, frame: PictureFrame): Drawn {
  const { width, type } = frame;
  const { settings, used, cacheBytes, sent, cost } = view;
  const perToken = cacheBytes / used;
  const maxSent = settings.window * settings.turns;
  const full = used / settings.window;
  const most = read.model.window * perToken;
  const [mostWindow, mostTurns, mostPrice] = [limits.window[1], limits.turns[1], limits.price[1]];
  const costText = (dollars: number, tokens: number, turns: number): string =>
    words('labWindowCost', formatUsd(dollars), formatCount(tokens), counted('turn', turns));
  const meters: readonly (readonly [share: number, text: string, longest: string])[] = [
    [
      full,
      words('labWindowFull', used, settings.window, formatShare(full)),
      words('labWindowFull', mostWindow, mostWindow, formatShare(0.999)),
    ],
    [
      cacheBytes / most,
      words('labWindowCache', formatBytes(cacheBytes), formatBytes(most)),
      words('labWindowCache', formatBytes(mostWindow * perToken), formatBytes(most)),
    ],
    [
      sent / maxSent,
      costText(cost, sent, settings.turns),
      costText(costOf(mostWindow, mostPrice), mostWindow * mostTurns, mostTurns),
    ],
  ];
  const content: SVGTemplateResult[] = [];
  let y = top;
  for (const [share, text, longest] of meters) {
    const lines = drawLines(text, y, frame, { longest });
    const at = lines.height + type * 0.2;
    const length = Math.max(1, (width - 1) * Math.min(1, share));
    content.push(
      ...lines.content,
      svg`<rect class="cell" x="0.5" y=${at} width=${width - 1} height=${type} rx="2" pointer-events="none"></rect>
        <rect class="bar accent" x="0.5" y=${at} width=${length} height=${type} rx="2"></rect>`,
    );
    y = at + type * 1.6;
  }
  return { content, height: y };
}
