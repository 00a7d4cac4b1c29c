"""Code, settings, logs and data as people paste them, in many languages. {x} is any word, {X} a name, {n} a number."""

CODE_PIECES = r"""
def {x}({x}, {x}={n}):\n    return {x}.{x}({x})|class {X}({X}):\n    def __init__(self, {x}):\n        self.{x} = {x}|with open("{x}.{x}") as {x}:\n    for line in {x}:\n        print(line)|import {x} as {x}\nprint({x}.{x}())|[{x} for {x} in {x} if {x} > {n}]|@{x}.{x}("/{x}")\nasync def {x}():\n    ...
function {x}({x}) {\n  return {x}.{x}({n});\n}|const {x} = require("{x}");|let {x} = await fetch("/{x}/{n}");|export default function {X}() {\n  return <{X} {x}="{x}" />;\n}|document.querySelector("#{x}").{x}();|{x}.filter(({x}) => {x}.{x} !== {n})|interface {X} {\n  {x}: string;\n  {x}?: number;\n}|useEffect(() => { {x}(); }, [{x}]);
public class {X} {\n  private final {X} {x};\n  public {X} get{X}() { return {x}; }\n}|@Override\npublic void {x}() throws {X}Exception { }|System.out.println("{x} {x}");|for (int {x} = 0; {x} < {n}; {x}++) { {x}({x}); }|List<{X}> {x} = new ArrayList<>();|var {x} = {x}.stream().map({X}::{x}).toList();
#include <{x}.h>\nint {x}(void) { return {n}; }|std::vector<{X}> {x};\n{x}.push_back({n});|char *{x} = malloc({n});|struct {x} { int {x}; struct {x} *next; };|template <typename {X}> class {X};|#define {X} {n}|printf("%d {x}\n", {x});
fn {x}({x}: &str) -> Option<{X}> {\n    {x}.{x}()?\n}|impl {X} for {X} { }|let {x}: Vec<u8> = vec![{n}];|match {x} { Some({x}) => {x}, None => {n} }|pub struct {X} { {x}: u32 }|println!("{}", {x});
func ({x} *{X}) {X}() error {\n\treturn nil\n}|if err != nil {\n\treturn {x}, err\n}|{x} := make(chan int, {n})|type {X} struct {\n\t{X} string\n}|fmt.Println({x})|go {x}({n})
def {x}({x})\n  {x}.each do \|{x}\|\n    puts {x}\n  end\nend|class {X} < {X}\n  attr_reader :{x}\nend|{x} = { {x}: {n}, {x}: "{x}" }|require '{x}'
<?php echo ${x}->{x}(); ?>|$this->{x} = ${x}['{x}'];|foreach (${x} as ${x} => ${x}) { {x}(${x}); }
fun {x}({x}: Int): {X} = {x}.{x}()|data class {X}(val {x}: String)|val {x} = listOf({n}, {n})|guard let {x} = {x} else { return }|struct {X}: View { var body: some View { Text("{x}") } }|@State private var {x} = {n}|object {X} extends App { println("{x}") }|case class {X}({x}: Int)
{x} :: Int -> [{X}]\n{x} n = map {x} [1..n]|data {X} = {X} Int \| {X}|let rec {x} {x} = match {x} with [] -> {n} \| h :: t -> {x} t|(defun {x} ({x})\n  (car {x}))|(define ({x} {x}) (* {x} {n}))|(defn {x} [{x}] (map inc {x}))|defmodule {X} do\n  def {x}({x}), do: {x}\nend|{x}(X, Y) :- {x}(X), {x}(Y).|-module({x}).\n-export([{x}/{n}]).
SELECT {x}, {x} FROM {x} WHERE {x} > {n} ORDER BY {x};|INSERT INTO {x} ({x}, {x}) VALUES ({n}, '{x}');|UPDATE {x} SET {x} = {n} WHERE id = {n};|ALTER TABLE {x} ADD COLUMN {x} varchar({n});|DELETE FROM {x} WHERE {x} IS NULL|SELECT * FROM {x} JOIN {x} ON {x}.id = {x}.{x}_id
for f in *.{x}; do {x} "$f"; done|cat {x}.log \| grep {x} \| wc -l|sudo apt install {x}|chmod +x {x}.sh|ls -la /{x}/{x}|cd {x} && make {x}|export {X}={n}|ssh {x}@{x}.example|docker run -p {n}:{n} {x}/{x}|kubectl get pods -n {x}|git rebase -i HEAD~{n}|git checkout -b {x}/{x}|npm run {x}|pip install {x}=={n}.{n}|find . -name "*.{x}" -delete|awk '{print ${n}}' {x}.txt|Get-ChildItem -Path {x} \| Where-Object { $_.{X} -gt {n} }|$ {x} --{x} {n}\n{x}: command not found
local {x} = {}\nfor i = 1, {n} do {x}[i] = i end|my ${x} = shift;\nprint "${x}\n";|{x} <- c({n}, {n}, {n})\nplot({x})|Sub {X}()\n  MsgBox "{x}"\nEnd Sub|=SUM({X}{n}:{X}{n})|=IF(A{n}>{n},"{x}","{x}")|program {x}\n  integer :: {x}\nend program|IDENTIFICATION DIVISION.\nPROGRAM-ID. {X}.|MOV AX, {n}\nINT 21h|contract {X} { uint {x} = {n}; }|void main() { runApp({X}()); }|const {x} = @import("{x}");|let {x} = {x} \|> List.map (fun {x} -> {x} + {n})
.{x} { color: #{n}; margin: {n}px; }|@media (max-width: {n}px) { .{x} { display: none; } }|<div class="{x}">\n  <p>{x} {x}</p>\n</div>|<a href="/{x}">{x}</a>|<html><head><title>{x}</title></head></html>|<{x} id="{n}"><{x}>{x}</{x}></{x}>|<?xml version="1.0"?>\n<{x}>{n}</{x}>|\begin{ {x} }\n\item {x}\n\end{ {x} }|$\frac{ {n} }{ {n} }$|\section{ {X} } {x} {x}
{x}:\n  - {x}\n  - {x}: {n}|name: {x}\non: [push]\njobs:\n  {x}:\n    runs-on: {x}|version: "{n}"\nservices:\n  {x}:\n    image: {x}|[{x}]\n{x} = {n}\n{x} = "{x}"|{x}={x}\n{X}_{X}={n}|{ "{x}": "{x}", "{x}": [{n}, {n}], "{x}": {"{x}": true} }|[{"{x}": {n}}, {"{x}": {n}}]|{"name": "{x}", "version": "{n}.{n}.{n}"}|resource "{x}_{x}" "{x}" {\n  {x} = {n}\n}|provider "{x}" { region = "{x}" }|COPY {x} /{x}\nCMD ["{x}"]|EXPOSE {n}\nENTRYPOINT ["/{x}"]|location /{x} { proxy_pass http://{x}:{n}; }|{x}: {x}.o\n\tcc -o {x} {x}.o|cmake_minimum_required(VERSION {n})\nproject({x})|syntax = "proto3";\nmessage {X} { string {x} = {n}; }|type Query { {x}: [{X}!]! }|query { {x}(id: {n}) { {x} } }
{x},{x},{x}\n{n},{x},{n}\n{n},{x},{n}|{x};{x};{x}\n{x};{n};{x}|\| {x} \| {x} \|\n\| --- \| --- \|\n\| {n} \| {x} \||- [ ] {x} the {x}\n- [x] {x}\n- [ ] {x} {x}|# {X}\n\n## {x}\n{x} {x} {x}|1. {x} {x}\n2. {x}\n3. {x} the {x}|* {x}\n* {x} {x}\n* {x}|> {x} {x} {x}\n\n{x}|{n}\t{x}\t{n}\n{n}\t{x}\t{n}
[{n}:{n}:{n}] {X}: {x} {x} {n}|{n}-{n}-{n} {n}:{n}:{n} INFO {x}.{x} {x} took {n} ms|{n}-{n}-{n}T{n}:{n}Z DEBUG [{x}] {x}={n}|Traceback (most recent call last):\n  File "/{x}/{x}.py", line {n}, in {x}\n{X}Error: {x} {x}|error[E{n}]: cannot {x} `{x}`\n --> {x}.rs:{n}:{n}|{X}Error: cannot read {x} of undefined\n    at {x} ({x}.js:{n}:{n})|fatal: {x} {x}|{x}.c:{n}:{n}: error: expected ';' before '{x}'|panic: {x}\n\ngoroutine {n} [running]:|Exception in thread "{x}" java.lang.{X}Exception|HTTP/1.1 {n} {X}\nContent-Type: {x}/{x}|GET /{x}/{n}?{x}={x}|{n}.{n}.{n}.{n} - - "GET /{x}" {n}|kernel: {x}{n}: {x} {x}|ERROR {n} ({n}): {x} {x} '{x}'|WARN  {x}: {x} {x} {x}|{x} exited with code {n}|Build failed: {x} {x} ({n})
diff --git a/{x} b/{x}\n@@ -{n},{n} +{n},{n} @@\n-{x} {x}\n+{x} {x}|<<<<<<< HEAD\n{x}\n=======\n{x}\n>>>>>>> {x}|commit {n}\nAuthor: {X} <{x}@{x}.example>\n\n    {X} {x}|// TODO: {x} the {x}\n{x}();|/* {x} {x} */|# {x} {x} {x}\n{x} = {n}|--{x}={n} --{x}|^[a-z]+{x}\d{ {n} }$|s/{x}/{x}/g|:%s/{x}/{x}|0x{n} {n} {n}|{x}@{x}.example|https://{x}.example/{x}/{n}|C:\{X}\{x}\{x}.txt|/usr/{x}/{x}.conf|data:{x}/{x};base64,{X}{X}{X}
""".strip()
CODE_PIECES = [piece.replace('\x00', '|').replace('\\n', '\n').replace('\\t', '\t')
               for line in CODE_PIECES.split('\n') for piece in line.replace('\\|', '\x00').split('|')]

AROUND_CODE = """
{c}|{c}|{c}|{c}\n{c}|{c}\n{c}\n{c}|What does this do?\n{c}|Fix this:\n{c}|{c}\n\nWhy is it wrong?|Explain:\n{c}|Convert to {X}:\n{c}|Can you {x} this?\n{c}|
I get this when I {x}:\n{c}|```\n{c}\n```|```{x}\n{c}\n```\nwhat is wrong here?|Make it faster: {c}|Here is my {x}:\n\n{c}\n{c}|Add a {x}.\n{c}|{c} does not {x}|
How do I {x} {c}?|{c}\nis this {x}?|Refactor {c}|Comment this\n{c}|What happens on {c}?|Write a test for {c}|How to fix "{c}"|
""".replace('|\n', '|').strip().strip('|').replace('\\n', '\n').split('|')

PROGRAMMING = """
How do I {x} a {y} in {l}?|How can I {x} {y} with {l}?|What is a {x} in {l}?|Why does my {l} {x} {y}?|{l} {x} {y}|{l}: {x} a {y}|Write a {l} {x} for {y}|Write {l} that {x}s the {y}|
Implement a {x} in {l}|Implement {y} without {x} in {l}|Show me a {x} {y} in {l}|Create a {l} {y}|Generate {l} for a {x}|Which {l} {x} should I use for {y}?|Is there a {l} {x} for {y}?|
My {l} {x} fails since I {x} the {y}|My {x} does not compile in {l}|My {x} test is {y}|The {x} in my {l} app is {y}|{l} keeps {x} instead of {y}|Convert this {x} from {l} to {l}|
How do I install {l} on {X}?|How do I install {x}?|Upgrade {l} to {n}|What does the {x} flag of {l} do?|What options does {x} need to {y}?|Set up a {x} that {x}s every {y}|
Set up {l} for {y}|Configure {l} to {x}|Please review my {x} about the {y}|Review this {l} {x}|How do I deploy a {l} {x}?|How do I unit test a {x} in {l}?|Port {y} to {l}|
Make a {x} app in {l}|Make a {x} page with a {y} button|Make an icon of a {y}|Should a {x} be a {x} or a {y} in {l}?|Which type should the {x} column have?|Why is {l} slower than {l}?|
""".replace('|\n', '|').strip().strip('|').split('|')

CODE_LANGUAGES = """
Python|JavaScript|TypeScript|Java|C|C++|C#|Go|Rust|Ruby|PHP|Swift|Kotlin|Scala|Perl|R|Lua|Bash|SQL|Haskell|Erlang|Clojure|Dart|Julia|F#|Fortran|COBOL|Ada|Nim|Crystal|
Prolog|Scheme|Lisp|Groovy|MATLAB|PowerShell|VBA|Solidity|Assembly|HTML|CSS|Sass|React|Vue|Angular|Svelte|Django|Flask|Rails|Laravel|Spring|Express|Next.js|Node|jQuery|
MySQL|SQLite|Redis|MongoDB|Oracle|Ansible|Jenkins|Gradle|Maven|webpack|Vite|npm|Docker|Kubernetes|git|Linux|systemd|nginx|Excel|LaTeX|Unity|Arduino|Qt|Android|iOS
""".replace('\n', '').split('|')
