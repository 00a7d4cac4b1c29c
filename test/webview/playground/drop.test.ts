import assert from 'node:assert/strict';
import { FakePageHost } from '../../fakes/pageHost';

/** Makes the event of a drag from VS Code, as the page gets it. */
function dragged(type: 'dragover' | 'drop', data: Readonly<Record<string, string>>): DragEvent {
  const event = new Event(type, { bubbles: true, cancelable: true });
  const dataTransfer = { types: Object.keys(data), getData: (name: string) => data[name] ?? '' };
  return Object.assign(event, { dataTransfer }) as unknown as DragEvent;
}

describe('what is dropped on the message', () => {
  it('is files, which the host reads: by the list of VS Code, which has remote ones, too', async () => {
    const host = new FakePageHost();
    const field = await host.element('message');
    const data = {
      'text/uri-list': 'file:///other.md',
      'application/vnd.code.uri-list': 'file:///a.md\r\nvscode-remote://ssh/b.ts\r\n#no\r\n',
    };
    const over = dragged('dragover', data);
    field.dispatchEvent(over);
    assert.ok(over.defaultPrevented);
    field.dispatchEvent(dragged('drop', data));
    assert.deepEqual(host.of('addFiles')[0]?.uris, ['file:///a.md', 'vscode-remote://ssh/b.ts']);
  });

  it('is left to the field where it is a text', async () => {
    const host = new FakePageHost();
    const field = await host.element('message');
    const drop = dragged('drop', { 'text/plain': 'words' });
    field.dispatchEvent(drop);
    assert.ok(!drop.defaultPrevented);
    assert.deepEqual(host.of('addFiles'), []);
  });
});
