import { FakePageHost } from '../../fakes/pageHost';
import { poll } from '../../support/poll';
import { assertSameElement } from '../../support/sameElement';

/** VS Code gives the focus to the page when a list over it is left; meanwhile what had it in the page has lost it. */
const leaveAndComeBack = (meanwhile: () => void = () => undefined): void => {
  (document.activeElement as HTMLElement).blur();
  meanwhile();
  window.dispatchEvent(new Event('focus'));
};

describe('the focus of the page', () => {
  it('goes back to what had it, once a list that was opened from there is left', async () => {
    const host = new FakePageHost();
    const branches = await host.element('branches');
    await poll('the snapshot', () => !host.isDisabled('branches'));
    branches.focus();
    leaveAndComeBack();
    assertSameElement(document.activeElement, branches);
  });

  it('goes to the message where what had it is gone, and stays where it is', async () => {
    const host = new FakePageHost();
    const message = await host.element('message');
    const branches = await host.element('branches');
    branches.focus();
    leaveAndComeBack(() => branches.remove());
    assertSameElement(document.activeElement, message);
    window.dispatchEvent(new Event('focus'));
    assertSameElement(document.activeElement, message);
  });
});
