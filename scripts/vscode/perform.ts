import path from 'node:path';
import type { UiAction } from './bridgeProtocol';
import { storedInBrowser } from './browserStorage';
import { boxesOf } from './editorText';
import { pasteFile } from './pasteFile';
import { root } from './paths';
import type { Workbench } from './workbench';

const artifacts = path.join(root, 'test/editor/artifacts');

const outerHtml = (element: { readonly outerHTML: string }): string => element.outerHTML;

async function onElement(
  workbench: Workbench,
  action: Extract<UiAction, { selector: string }>,
): Promise<string | number | null> {
  const scope = action.webview === undefined ? workbench.page : await workbench.webview(action.webview);
  const element = workbench.visible(action.selector, scope);
  switch (action.do) {
    case 'click':
      await workbench.click(element);
      return null;
    case 'choose':
      return Number(await workbench.choose(element));
    case 'rightClick':
      await workbench.click(element, 'right');
      return null;
    case 'fill':
      await element.fill(action.value);
      return null;
    case 'paste':
      await pasteFile(element, action);
      return null;
    case 'text':
      return element.innerText();
    case 'value':
      return element.inputValue();
    case 'html':
      return scope.locator(action.selector).first().evaluate(outerHtml);
    case 'hoverOver':
      return workbench.hoverElement(action.selector);
    case 'count':
      return scope.locator(action.selector).filter({ visible: true }).count();
  }
}

/** Does in the window what a suite asks for. What it throws becomes the failure of the test. */
export async function perform(workbench: Workbench, action: UiAction): Promise<string | number | null> {
  switch (action.do) {
    case 'hover':
      return workbench.hoverText(action.text);
    case 'type':
      await workbench.page.keyboard.type(action.text);
      return null;
    case 'key':
      await workbench.page.keyboard.press(action.key);
      return null;
    case 'command':
      await workbench.command(action.title);
      return null;
    case 'boxes':
      return JSON.stringify(await boxesOf(workbench.page, action.of));
    case 'stored':
      return storedInBrowser(workbench.page);
    case 'openFile':
      await workbench.openFile(action.name);
      return null;
    case 'screenshot': {
      const file = path.join(artifacts, `${action.name}.png`);
      await workbench.screenshot(file);
      return file;
    }
    case 'click':
    case 'choose':
    case 'rightClick':
    case 'fill':
    case 'paste':
    case 'text':
    case 'value':
    case 'html':
    case 'hoverOver':
    case 'count':
      return onElement(workbench, action);
  }
}
