// Shows a screen with an invented state behind an invented bridge: for looking at it, never part of the product.
import { fakeBridge } from './fake-bridge';
import { sceneNamed } from './scenes';

const name = new URLSearchParams(window.location.search).get('scene') ?? 'running';
Object.defineProperty(window, 'bridge', { value: fakeBridge(sceneNamed(name)) });
await import('../../../renderer/main');
