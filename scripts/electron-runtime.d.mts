export interface ElectronRuntime {
  readonly exe: string;
  readonly kind: 'given' | 'own' | 'fallback';
}
export function installedElectron(): ElectronRuntime | null;
export function electronVersion(exe: string): string | null;
