// Breaks the production state machine and queue in many small ways, each in a copy of its own, and looks whether the marble
// specification turns red. See CONTRIBUTING.md.
using Rx.Sockets.Tests.Programs.Mutate;

if (args is ["--check", var marbles]) return Specification.Run(marbles);

var repository = Repository.Find();
var mutants = MutantFile.Load(Path.Combine(repository, MutantFile.Place)).Where(m => args.Length == 0 || m.Name.Contains(args[0], StringComparison.Ordinal)).ToArray();
return new Trials(repository).Run(mutants) ? 0 : 1;
