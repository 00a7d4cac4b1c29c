import assert from 'node:assert/strict';
import { FakePageHost } from '../../fakes/pageHost';
import type { ScriptedHost } from '../../fakes/scriptedHost';
import { poll } from '../../support/poll';

const page = (prepare: (host: ScriptedHost) => void): FakePageHost => new FakePageHost(undefined, prepare);
const columnsOf = ({ page: all }: FakePageHost): HTMLElement[] => [...all.querySelectorAll<HTMLElement>('ai-column')];
const inColumn = (host: FakePageHost, at: number, testId: string): HTMLElement | null =>
  columnsOf(host)[at]?.querySelector<HTMLElement>(`[data-testid="${testId}"]`) ?? null;

describe('what is offered below an answer', () => {
  it('is a star where another one answers the same message, and none where it is alone', async () => {
    let promptId = '';
    const host = page((before) => ({ promptId } = before.addTurn({ answer: 'Blue' })));
    await host.element('retry-times');
    assert.deepEqual([host.find('mark-best'), host.find('go-on')], [null, null]);
    host.startAnswer(promptId);
    host.grow('Red');
    host.end();
    await host.element('mark-best');
    assert.equal(host.find('go-on'), null);
  });

  it('leads all columns on, but not while one of them streams', async () => {
    const host = page((before) => {
      before.addColumn('two');
      before.addTurn({ answer: 'Blue' });
      before.addTurn({ answer: 'Red' }, 'two');
    });
    const isOff = (): boolean | undefined => {
      const button = inColumn(host, 0, 'go-on');
      return button ? button.matches(':disabled, [disabled], [aria-disabled="true"]') : undefined;
    };
    await poll('the button', () => isOff() === false);
    host.startTurn({ prompt: 'And?' }, 'two');
    await poll('a stop', () => inColumn(host, 1, 'stop-column'));
    await poll('the button is off', () => isOff() === true);
  });
});
