"""Speed, memory and scaling, printed by `make bench`. Not tests: a busy machine is slower."""
