interface ImportMetaEnv {
  readonly VITE_CARE_API_URL: string
}
