import assert from 'node:assert/strict';
import type { PagePlace } from '../../../src/core/pages/address';
import { markdownPage } from '../../../src/core/pages/page';
import { poll } from '../../support/poll';
import { Opened, claude } from './opened';
import { assertSameElement } from '../../support/sameElement';

const limits: PagePlace = { folder: 'guide', id: 'limits' };
const token: PagePlace = { folder: 'terms', id: 'token' };
const disabled = (button: HTMLElement): boolean => button.getAttribute('aria-disabled') === 'true';

describe('the pages', () => {
  it('follow links to other pages in place, go back and forward, by button and by key', async () => {
    const opened = new Opened(limits);
    await opened.at('Limits, and what to do about them');
    assert.ok(disabled(opened.find('back')));
    opened.click(opened.link('Hallucination'));
    await opened.at('Hallucination');
    opened.click(opened.find('back'));
    await opened.at('Limits, and what to do about them');
    assert.ok(disabled(opened.find('back')) && !disabled(opened.find('forward')));
    assert.equal(opened.key('ArrowRight', { altKey: true }).defaultPrevented, true);
    await opened.at('Hallucination');
    assert.equal(opened.key('ArrowLeft', { altKey: true }).defaultPrevented, true);
    await opened.at('Limits, and what to do about them');
  });

  it('give the focus back to the link that was followed', async () => {
    const opened = new Opened(limits);
    await opened.at('Limits, and what to do about them');
    opened.link('Hallucination').focus();
    opened.click(opened.link('Hallucination'));
    await opened.at('Hallucination');
    assert.equal(document.activeElement?.tagName, 'H1');
    opened.key('ArrowLeft', { altKey: true });
    await opened.at('Limits, and what to do about them');
    assertSameElement(document.activeElement, opened.link('Hallucination'));
  });

  it('take the focus once they have it: a tab that opens from a list gets it late', async () => {
    const has = document.hasFocus.bind(document);
    try {
      document.hasFocus = () => false;
      const opened = new Opened(limits);
      await opened.at('Limits, and what to do about them');
      assertSameElement(document.activeElement, document.body);
      document.hasFocus = () => true;
      window.dispatchEvent(new Event('focus'));
      assert.equal(document.activeElement?.tagName, 'H1');
      opened.link('Hallucination').focus();
      window.dispatchEvent(new Event('focus'));
      assertSameElement(document.activeElement, opened.link('Hallucination'));
    } finally {
      document.hasFocus = has;
    }
  });

  it('leave Alt+Left to VS Code where there is no way back', async () => {
    const opened = new Opened(limits);
    await opened.at('Limits, and what to do about them');
    assert.equal(opened.key('ArrowLeft', { altKey: true }).defaultPrevented, false);
    opened.click(opened.link('Hallucination'));
    await opened.at('Hallucination');
    assert.equal(opened.key('ArrowLeft', { altKey: true, ctrlKey: true }).defaultPrevented, false);
  });

  it('are where they were when they come back, and can still go back', async () => {
    const first = new Opened(limits);
    await first.at('Limits, and what to do about them');
    first.click(first.link('Hallucination'));
    await first.at('Hallucination');
    first.click(first.find('zoom-in'));
    const again = new Opened(undefined, undefined, first.state);
    await again.at('Hallucination');
    assert.match(again.find('zoom-reset').textContent, /110 %/);
    again.click(again.find('back'));
    await again.at('Limits, and what to do about them');
  });

  it('show the page that was asked for last, though an earlier answer comes later', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const opened = new Opened(claude, (host) => {
      host.held = held;
    });
    opened.host.held = undefined;
    opened.host.show(token);
    await opened.at('Token');
    release();
    await poll('the late answer', () => opened.host.answered === 2);
    assert.equal(opened.title, 'Token');
    assert.deepEqual(opened.host.of('shown'), [{ type: 'shown', address: token, title: 'Token' }]);
  });

  it('say which page is shown when the user went back before a slow one came', async () => {
    const opened = new Opened(limits);
    await opened.at('Limits, and what to do about them');
    let release = (): void => undefined;
    opened.host.held = new Promise<void>((resolve) => (release = resolve));
    opened.click(opened.link('Hallucination'));
    opened.click(opened.find('back'));
    release();
    await poll('the late answer', () => opened.host.answered === 2);
    assert.equal(opened.title, 'Limits, and what to do about them');
    assert.ok(opened.host.of('shown').every(({ title }) => title === opened.title));
  });

  it('give their headings ids, which links lead to', async () => {
    const opened = new Opened(claude);
    await opened.at('Claude');
    const names = [...opened.root.querySelectorAll('.comparison tbody a')].map(({ textContent }) => textContent);
    assert.ok(names.length > 5);
    for (const name of names) {
      opened.click(opened.link(name));
      assert.equal(document.activeElement?.textContent, name);
    }
    assert.deepEqual(opened.host.of('load').length, 1, 'the page was not read again');
  });

  it('send web addresses to the host', async () => {
    const opened = new Opened(claude);
    await opened.at('Claude');
    const event = opened.click(opened.link('Anthropic'));
    assert.ok(event.defaultPrevented);
    assert.match(opened.host.of('openLink')[0]?.url ?? '', /^https:\/\//);
  });

  it('say that there is no such page', async () => {
    const opened = new Opened({ folder: 'terms', id: 'no-such-term' });
    await opened.at('Not there');
    assert.equal(opened.host.of('shown')[0]?.title, 'Not there');
    assert.equal(opened.root.querySelector('main ul'), null, 'no empty list');
  });

  it('lead on to other pages where there is no such page', async () => {
    const opened = new Opened({ folder: 'guide', id: 'old-name' }, (host) => {
      host.instead = [
        { place: { folder: 'guide', id: 'at-a-glance' }, title: 'At a glance' },
        { place: { folder: 'guide', id: 'limits' }, title: 'Limits' },
      ];
    });
    await opened.at('Not there');
    const links = [...opened.root.querySelectorAll('main li a')].map(({ textContent }) => textContent);
    assert.deepEqual(links, ['At a glance', 'Limits']);
    opened.click(opened.link('At a glance'));
    await opened.at('At a glance');
    opened.click(opened.find('back'));
    await opened.at('Not there');
  });

  it('are read again when what stands on them has changed', async () => {
    const opened = new Opened(claude);
    await opened.at('Claude');
    opened.host.own.set('/families/claude.md', markdownPage('Claude of today', '# Claude of today'));
    opened.host.change();
    await opened.at('Claude of today');
    opened.click(opened.find('back'));
    assert.deepEqual(opened.host.of('load').length, 2, 'it is no step that leads back');
  });

  it('report a message that they do not understand', async () => {
    const opened = new Opened(claude);
    await opened.at('Claude');
    opened.say({ type: 'page', html: '<script>' });
    assert.match(opened.host.of('pageError')[0]?.message ?? '', /does not understand/);
  });
});
