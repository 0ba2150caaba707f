import { mount } from "svelte";
import App from "./App.svelte";
import { load } from "../data.js";

load(location.pathname);
mount(App, { target: document.getElementById("app") });
