// What publish/runtime writes into assets/runtime.
declare module "*/runtime/files.mjs" {
  const list: { base: string; files: Record<string, { path: string; bytes: number }>; lock: string };
  export default list;
}
declare module "*/runtime/manifest.mjs" {
  const manifest: { base: string; files: Record<string, { path: string; bytes: number }>; lock: string; loader: any };
  export default manifest;
}
