import assert from 'node:assert/strict';
import { catalog as table } from '../../../../generated/catalog';
import { sayInEnglish } from '../../../../src/core/base/say';
import { createCatalog } from '../../../../src/core/catalog/catalog';
import type { Model } from '../../../../src/core/catalog/catalogTable';
import { fileFacts, mostFileTokens, whyNoFiles } from '../../../../src/core/chat/fileFacts';
import type { MessageFile } from '../../../../src/core/chat/fileFacts';
import { backendAt, endpointAt, pocketAt } from '../../../support/backends';
import { testDay } from '../../../support/models';

const catalog = createCatalog(table, testDay);
const maker = backendAt(endpointAt('https://api.anthropic.com/v1', { dialect: 'anthropic-messages' }));
const router = backendAt(endpointAt('https://router.example.com/v1'));
const image = (width: number, height: number, bytes = 1_000): MessageFile => ({
  ...{ blob: `${width}x${height}`, mediaType: 'image/png', width, height, bytes },
});
const factsOf = (file: MessageFile, { model = 'claude-opus-5-5', backend = maker, besides = 0 } = {}) =>
  fileFacts(
    [file],
    [file, ...Array.from({ length: besides }, () => image(10, 10))],
    { backend, model, catalog },
    sayInEnglish,
  )[0];

describe('what a file is to the model that it would go to', () => {
  it('has its tokens by the rule of the maker, exact where that is asked, and about elsewhere', () => {
    assert.deepEqual(factsOf(image(200, 200)), { blob: '200x200', tokens: 64, isExact: true });
    const { tokens, isExact, scaled } = factsOf(image(200, 200), { backend: router }) ?? {};
    assert.deepEqual([tokens, isExact, scaled], [64, undefined, undefined]);
  });

  it('has no tokens where nobody publishes them, and never 0', () => {
    assert.equal(factsOf(image(9, 9), { model: 'nobody-knows', backend: router })?.tokens, undefined);
    assert.equal(factsOf({ blob: 'x', mediaType: 'image/png', bytes: 9 })?.tokens, undefined);
    assert.equal(factsOf({ blob: 'x', mediaType: 'application/pdf', bytes: 9, pages: 3 })?.tokens, undefined);
    const pdf: MessageFile = { blob: 'x', mediaType: 'application/pdf', bytes: 9, pages: 3 };
    const gemini = backendAt(endpointAt('https://generativelanguage.googleapis.com/v1beta/openai'));
    assert.deepEqual(factsOf(pdf, { model: 'gemini-3.8-flash', backend: gemini }), { blob: 'x', tokens: 1680 });
  });

  it('says the size that it is scaled to there anyway', () => {
    assert.deepEqual(factsOf(image(4000, 3000))?.scaled, { width: 2212, height: 1659 });
  });

  for (const [what, file, besides, problem] of [
    ['bytes', image(10, 10, 7_500_001), 0, /^It has 7\.2 MB, and this API takes at most/],
    ['pixels', image(9_000, 10), 0, /^A side has more than 8,000 pixels/],
    ['pixels among many images', image(2_500, 10), 20, /^A side has more than 2,000 pixels/],
    ['images', image(10, 10), 600, /^The request has 601 images/],
    ['pages', { blob: 'p', mediaType: 'application/pdf', bytes: 9, pages: 601 }, 0, /^It has 601 pages/],
    [
      'bytes of the request',
      { blob: 'p', mediaType: 'application/pdf', bytes: 24_500_000 },
      0,
      /^The request has more than/,
    ],
  ] as const) {
    it(`says before it is sent which limit it is over: ${what}`, () => {
      assert.match(factsOf(file, { besides })?.problem ?? '', problem);
      assert.equal(factsOf(file, { besides, backend: router })?.problem, undefined);
    });
  }

  it('is over no limit where it has exactly so much', () => {
    const pdfOf = (more: object): MessageFile => ({ blob: 'p', mediaType: 'application/pdf', bytes: 9, ...more });
    const whole: readonly (readonly [file: MessageFile, besides?: number])[] = [
      ...([[image(10, 10, 7_500_000)], [image(8_000, 10)], [image(2_500, 10), 19], [image(2_000, 10), 20]] as const),
      ...([[image(10, 10), 599], [pdfOf({ pages: 600 })], [pdfOf({ bytes: 24_000_000 })]] as const),
    ];
    for (const [file, besides = 0] of whole) {
      assert.equal(factsOf(file, { besides })?.problem, undefined, JSON.stringify(file));
    }
  });

  it('has the limits of a model with a small window, and the usual ones where the maker says no others', () => {
    const of = (limits: object, contextWindow: number, besides: number) =>
      fileFacts(
        [image(10, 10)],
        Array.from({ length: besides + 1 }, () => image(10, 10)),
        {
          backend: maker,
          model: 'm',
          catalog: {
            findModel: () => ({ id: 'm', family: 'claude', contextWindow }) as Model,
            family: () => ({ files: { sources: [], checked: '', ...limits } }) as never,
          },
        },
        sayInEnglish,
      )[0]?.problem;
    const limits = { small: 100, imagesOfSmall: 1, images: 3 };
    assert.match(of(limits, 100, 1) ?? '', /has 2 images, and this API takes at most 1/);
    assert.equal(of(limits, 101, 1), undefined);
    assert.match(of({ small: 100, pagesOfSmall: 1, images: 3 }, 100, 3) ?? '', /has 4 images/);
  });

  it('has the limits of a PDF and of its type at each maker', () => {
    const at = (url: string, model: string, file: MessageFile) =>
      factsOf(file, { model, backend: backendAt(endpointAt(url)) })?.problem;
    const pdf: MessageFile = { blob: 'p', mediaType: 'application/pdf', bytes: 50_000_000 };
    const openai = (file: MessageFile) => at('https://api.openai.com/v1', 'gpt-6.2-sol', file);
    const google = (file: MessageFile) =>
      at('https://generativelanguage.googleapis.com/v1beta/openai', 'gemini-3.8-flash', file);
    for (const ask of [openai, google]) {
      assert.equal(ask(pdf), undefined);
      assert.match(ask({ ...pdf, bytes: 50_000_001 }) ?? '', /^It has 47\.7 MB, and this API takes at most/);
    }
    assert.match(google({ ...pdf, pages: 1_001 }) ?? '', /^It has 1,001 pages/);
    assert.match(google({ ...image(9, 9), mediaType: 'image/gif' }) ?? '', /takes no files of the type image\/gif/);
  });

  it('is a PDF of which it is noted where nobody says that the model takes one', () => {
    const pdf: MessageFile = { blob: 'p', mediaType: 'application/pdf', bytes: 9, pages: 1 };
    assert.equal(factsOf(pdf)?.note, undefined);
    const noteOf = (input: string[]) =>
      fileFacts(
        [pdf],
        [pdf],
        {
          backend: router,
          model: 'm',
          catalog: {
            findModel: () => ({ id: 'm', family: 'x', modalities: { input, output: ['text'] } }) as unknown as Model,
            family: () => undefined,
          },
        },
        sayInEnglish,
      )[0]?.note;
    assert.equal(noteOf(['text', 'image', 'pdf']), undefined);
    assert.equal(noteOf(['text', 'image']), 'It is not known whether m takes PDF files here.');
  });

  it('is a document of as many pages as any maker takes, where its pages are not known', () => {
    const pages = table.families.map(({ files }) => files?.pages ?? 0);
    const [unknown, one] = [{}, { pages: 1 }].map((more) =>
      mostFileTokens({ blob: 'p', mediaType: 'application/pdf', ...more }),
    );
    assert.equal(unknown, Math.max(...pages) * (one ?? 0));
  });

  it('is refused for a model that takes no images, and only noted where that is not known', () => {
    const asked = { model: 'gpt-oss-120b', backend: router, catalog };
    assert.match(
      factsOf(image(9, 9), asked)?.problem ?? '',
      /^gpt-oss-120b takes no images, as the catalog says\. Take/,
    );
    type Given = Parameters<typeof whyNoFiles>;
    const why = (messages: Given[0], other: Partial<Given[1]> = {}) =>
      whyNoFiles(messages, { ...asked, ...other }, sayInEnglish);
    const picture = { parts: [{ type: 'image' as const, ...image(9, 9) }] };
    const words = { parts: [{ type: 'text' as const, text: 'Hi' }] };
    assert.match(why([words, picture])?.reason ?? '', /takes no images, as the catalog says\. Take the file out/);
    assert.match(why([picture], { backend: pocketAt(), model: 'pocket' })?.reason ?? '', /images/);
    // A file of an earlier message cannot be taken out of the message that is written now.
    assert.deepEqual(why([picture, words]), {
      reason:
        'gpt-oss-120b takes no images, as the catalog says. An earlier message has a file. Choose another model, or start a new session.',
      isEarlier: true,
    });
    const unknown = factsOf(image(9, 9), { model: 'nobody-knows', backend: router });
    assert.deepEqual(
      [unknown?.problem, unknown?.note],
      [undefined, 'It is not known whether nobody-knows takes images here.'],
    );
    assert.equal(why([picture, picture], { model: 'nobody-knows' }), undefined);
  });
});
