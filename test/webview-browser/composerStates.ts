import type { Page } from 'playwright-core';
import type { PageWindow } from './browserPage';

declare const window: PageWindow;

// The states of the page in which Message and Send have to stay in sight, and how that is looked at.

export interface PageState {
  readonly name: string;
  /** Runs in the browser, before the page: takes nothing from around it. */
  readonly prepare: (window: PageWindow) => void;
  /** Does what the user does once the page is open. */
  readonly act?: (page: Page) => Promise<void>;
}

const openSettings = async (page: Page): Promise<void> => {
  await page.getByTestId('settings').click();
  await page.locator('#settings:not([hidden])').waitFor();
};

const openFind = async (page: Page): Promise<void> => {
  await page.keyboard.press('ControlOrMeta+f');
  await page.getByTestId('find-input').waitFor();
};

export const states: readonly PageState[] = [
  { name: 'an empty conversation', prepare: () => undefined },
  {
    name: 'variables with two sets, and an answer by hand',
    prepare: ({ host }) => {
      const values = [{ name: 'word', value: 'token' }];
      const sets = [
        { name: 'one', values },
        { name: 'two', values },
      ];
      const edit = { editing: '+', edited: 'An answer.' };
      const message = 'Translate {{word}} into {{language}}, {{tone}}.';
      host.changeDraft({ model: 'gpt-5.1', message, variables: { sets, chosen: 1 }, ...edit });
    },
  },
  {
    name: 'the first screen',
    prepare: ({ host }) => {
      host.providers = [host.pocket];
      host.changeDraft({ providerId: host.pocket.id, model: 'pocket' });
    },
  },
  {
    name: 'a card below an answer of the model in the box, and a text that does not fit',
    prepare: ({ host }) => {
      const { id: providerId, name: providerName } = host.pocket;
      host.providers = [host.pocket];
      const target = { providerId, providerName, host: '', model: 'pocket' };
      host.changeDraft({ providerId, model: 'pocket' });
      host.addTurn({ prompt: 'Who makes Claude?', answer: 'Claude is made by OpenAI.', target });
    },
    act: async (page) => {
      await page.evaluate(() => {
        const { host } = window;
        const answerId = [...host.session.nodes.values()].find(({ kind }) => kind === 'answer')!.id;
        const card = {
          kind: 'family',
          title: 'Claude',
          text: 'A family of models.',
          facts: [{ label: 'Maker', value: 'Anthropic' }],
          address: 'families/claude',
          source: 'Models overview',
          checked: '2026-09-01',
          isRepeated: false,
        } as const;
        const price = { label: 'Price', value: '$3 per million tokens', source: 'Pricing', checked: '2026-09-01' };
        const line = { ...card, kind: 'term', title: 'Token', facts: [], isRepeated: true } as const;
        const cards = [card, { ...card, facts: [...card.facts, price] }, line];
        host.say({ type: 'reference', answerId, cards });
        const reason = 'This text has 812 tokens. Pocket’s context window has 512, and the answer has to fit in too.';
        host.say({ type: 'notSent', column: 'first', reason, actions: ['new-session', 'use-real-model'] });
      });
      await page.getByTestId('reference').first().waitFor();
      await page.getByTestId('not-sent').waitFor();
    },
  },
  {
    name: 'a provider that is gone',
    prepare: ({ host }) => {
      host.addTurn({ prompt: 'Why is the sky blue?', answer: 'Blue light is scattered most.' });
      host.changeDraft({ providerId: 'gone', model: 'gpt-5.1' });
    },
    act: async (page) => {
      await page.getByTestId('send').click();
      await page.locator('#settings:not([hidden])').waitFor();
    },
  },
  {
    name: 'a key that is missing',
    prepare: ({ host }) => void (host.providers = host.providers.map((provider) => ({ ...provider, hasKey: false }))),
    act: openSettings,
  },
  {
    name: 'calls of tools, a schema with notes, and a file',
    prepare: ({ host }) => {
      const text =
        'OpenAI does not take the keyword minLength, at /properties/a_name_of_a_field. It refuses the request.';
      host.known.schemaNotes = {
        lines: Array.from({ length: 6 }, () => ({ severity: 'refused', text })),
        canMend: true,
      };
      host.providers = host.providers.map((one) => ({ ...one, can: { ...one.can, tools: { errors: true } } }));
      const file = { blob: 'a'.repeat(64), mediaType: 'application/pdf', name: 'a.pdf', bytes: 9 };
      host.changeDraft({
        ...{ model: 'gpt-5.1', tools: '[{"name":"find"}]', schema: '{"title":"sum"}', attachments: [file] },
      });
      const { answerId: node } = host.addTurn({});
      host.apply({
        ...{ type: 'partStarted', node, index: 0, part: { type: 'tool-call', id: 'a', name: 'find', input: '{}' } },
      });
      host.end(undefined, node);
    },
    act: (page) => page.getByTestId('mend-schema').waitFor(),
  },
  {
    name: 'an answer that streams',
    prepare: ({ host }) => {
      host.addTurn({ prompt: 'Why is the sky blue?', answer: 'Blue light is scattered most. '.repeat(200) });
      host.startTurn({ prompt: 'And red in the evening?' });
      host.grow('Because '.repeat(300));
    },
  },
  {
    name: 'an error',
    prepare: ({ host }) =>
      void host.addTurn({
        prompt: 'Hello',
        end: {
          status: 'failed',
          error: {
            kind: 'wrong-key',
            message: 'api.openai.com did not accept the API key.',
            advice: 'Set another key, and try again.',
            actions: ['set-key', 'choose-model', 'retry'],
          },
        },
      }),
  },
  {
    name: 'a long draft',
    prepare: ({ host }) => host.changeDraft({ model: 'gpt-5.1', message: 'A line of a long message.\n'.repeat(400) }),
  },
  {
    name: 'a message too long for its field, to another provider',
    prepare: ({ host }) => {
      host.addTurn({ prompt: 'Why is the sky blue?', answer: 'Blue light is scattered most.' });
      host.changeDraft({
        providerId: 'ollama',
        model: 'a-model-with-a-long-name:70b',
        message: 'A line.\n'.repeat(40_000),
      });
    },
    act: async (page) => {
      await page.getByTestId('goes-along').waitFor();
      await page.getByTestId('long-message').waitFor();
      await openSettings(page);
    },
  },
  {
    name: 'answers to page through, and another model chosen by now',
    prepare: ({ host }) => {
      host.addTurn({ prompt: 'Why is the sky blue?', answer: 'Blue light is scattered most.' });
      const { promptId } = host.addTurn({ prompt: 'And red in the evening?', answer: 'The way is longer.' });
      host.startAnswer(promptId);
      host.grow('The way through the air is longer.');
      host.end();
      host.changeDraft({
        model: 'an-organization/a-model-with-a-name-that-is-longer-than-the-view-is-wide:70b-instruct',
      });
    },
    act: async (page) => {
      await page.getByTestId('pager').waitFor();
      await page.getByTestId('retry-chosen').last().waitFor();
    },
  },
  {
    name: 'a session of another window',
    prepare: ({ host }) => {
      host.addTurn({ prompt: 'Why is the sky blue?', answer: 'Blue light is scattered most.' });
      host.access = { mode: 'read', reason: 'other-window', asOf: 0 };
    },
    act: openSettings,
  },
  {
    name: 'find and the settings open',
    prepare: ({ host }) => {
      host.addTurn({ prompt: 'Why is the sky blue?', answer: 'Blue light is scattered most. '.repeat(200) });
      host.changeDraft({
        model: 'gpt-5.1',
        temperature: 0.7,
        maxOutputTokens: 4_000,
        system: 'Be brief.\n'.repeat(40),
        bodyFields: '{\n  "response_format": { "type": }\n}',
      });
    },
    act: async (page) => {
      await openFind(page);
      await openSettings(page);
    },
  },
];

/**
 * Lists the faults of a layout: Message, Send or Settings missing, too small, out of sight or covered, a page that scrolls
 * as a whole, and anything that is cut at a side. Empty where all is well.
 */
export const wrongIn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const wrong: string[] = [];
    const nameOf = (element: Element): string =>
      element.getAttribute('data-testid') ?? (element.className || element.tagName);
    const seen = (element: Element | null, name: string): void => {
      if (element === null) return void wrong.push(`${name} is not there`);
      const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
      const place = `${left},${top} to ${right},${bottom}`;
      if (width < 40 || height < 20) wrong.push(`${name} is too small: ${place}`);
      if (left < 0 || top < 0 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5)
        wrong.push(`${name} is at ${place}`);
      for (const [x, y] of [
        [(left + right) / 2, (top + bottom) / 2],
        [left + 6, top + 6],
        [right - 8, bottom - 8],
      ] as const) {
        const there = document.elementFromPoint(x, y);
        // A disabled element lets the pointer through to the element that it is in.
        const isThere = element.contains(there) || (element.hasAttribute('disabled') && there?.contains(element));
        if (there === null || !isThere) wrong.push(`${name} is covered by ${there ? nameOf(there) : 'nothing'}`);
      }
    };
    seen(document.querySelector('#message'), 'Message');
    seen(document.querySelector('.send-line :is([data-testid="send"], [data-testid="stop"])'), 'Send');
    seen(document.querySelector('[data-testid="settings"]'), 'Settings');
    if (document.documentElement.scrollHeight > innerHeight) wrong.push('the page scrolls as a whole');
    for (const element of document.querySelectorAll<HTMLElement>('main *')) {
      const style = getComputedStyle(element);
      const { left, right, width, height } = element.getBoundingClientRect();
      // Words for screen readers are one pixel large.
      if (width <= 1 || height <= 1 || element.closest('.unseen, .announcer, .turn-title, .scroller')) continue;
      if (left < -0.5 || right > innerWidth + 0.5) wrong.push(`${nameOf(element)} ends at ${right} of ${innerWidth}`);
      const isCut =
        element.scrollWidth > element.clientWidth + 1 && style.overflowX !== 'visible' && style.display !== 'inline';
      if (isCut && style.textOverflow !== 'ellipsis' && !element.matches('input, textarea')) {
        wrong.push(`${nameOf(element)} is cut: ${element.scrollWidth} in ${element.clientWidth}`);
      }
    }
    return wrong;
  });
