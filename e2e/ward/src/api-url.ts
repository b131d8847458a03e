// Where CARE's API stands, fixed when the app is built (CARE_API_URL): the page and the worker must agree.
export const apiUrl: string = import.meta.env.VITE_CARE_API_URL
