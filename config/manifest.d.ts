// What publish/runtime writes into assets/runtime/manifest.mjs.
declare module "*/runtime/manifest.mjs" {
  const manifest: { base: string; files: Record<string, { path: string; bytes: number }>; lock: string; loader: any };
  export default manifest;
}
