import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { png } from '../../support/pictures';
import { poll, pollFor } from '../../support/poll';
import { makeTree } from '../support/folders';
import { publicName } from '../../../src/editor/shared/contributions';
import { byId, chatRequests, inLastTurn, page, playground, useFaultServer } from '../support/playground';
import { startCommand } from '../support/commands';
import { onScreen, ui } from '../support/ui';
import { answerInputBox } from '../support/window';

const shaOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Hashes of the images of the last message that the server got. */
function imagesIn(body: Readonly<Record<string, unknown>>): string[] {
  const messages = body['messages'] as {
    readonly content: readonly { readonly image_url?: { readonly url: string } }[];
  }[];
  const urls = messages.at(-1)?.content.flatMap(({ image_url: image }) => (image ? [image.url] : [])) ?? [];
  return urls.map((url) => shaOf(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')));
}

describe('Images of a message', () => {
  const faults = useFaultServer();

  onScreen(
    'are pasted and added from a file, shown again by a page that comes back, and sent byte for byte @deep',
    async () => {
      const [pasted, added] = [png(64, 48, 5_000_000), png(32, 32)];
      await playground.use('ok');
      await page.paste(byId('message'), 'pasted.png', pasted);
      await page.text(`${byId('attached')}:has-text("64 × 48")`);
      const folder = await makeTree('pictures', { 'added.png': added });
      const file = vscode.Uri.joinPath(folder, 'added.png');
      await vscode.commands.executeCommand(publicName('playground.addFile'), file, [file]);
      await page.text(`${byId('attached')}:has-text("added.png")`);
      const pictures = `${byId('attached')} img[data-loaded]`;
      await poll(
        'both pictures',
        () => page.count(pictures),
        (count) => count === 2,
      );
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      await playground.open();
      await poll(
        'both pictures again',
        () => page.count(pictures),
        (count) => count === 2,
      );
      await ui.picture('attachments');
      await playground.ask('ok', 'What is this?');
      await playground.readTurn('done');
      const { body } = chatRequests(faults.server).at(-1) ?? {};
      assert.ok(body);
      assert.deepEqual(imagesIn(body), [shaOf(pasted), shaOf(added)]);
      assert.equal(await page.count(byId('attached')), 0);
      const sent = inLastTurn(`${byId('sent-files')} img[data-loaded]`);
      await poll(
        'the pictures of the turn',
        () => page.count(sent),
        (count) => count === 2,
      );
    },
  );

  onScreen('stay in the message field when Ask a Model... sends a question beside them @deep', async () => {
    await playground.use('ok');
    await page.paste(byId('message'), 'pasted.png', png(8, 8));
    await page.text(`${byId('attached')}:has-text("8 × 8")`);
    await startCommand('playground.ask');
    await answerInputBox('Ask a Model', 'What is a token?');
    await playground.readTurn('done');
    const { messages } = chatRequests(faults.server).at(-1)?.body ?? {};
    assert.deepEqual(messages, [{ role: 'user', content: 'What is a token?' }]);
    await pollFor(() => page.count(byId('attached')), 1);
  });
});
